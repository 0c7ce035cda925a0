"""Submitted forecasts as a measure: what stands for whom is asked about, on one day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from tools.engine.dimensions import PEOPLE
from tools.engine.facts.voices import Said, Voices, together
from tools.engine.inquiry import Inquiry
from tools.engine.measure import TOTAL, Cells
from tools.engine.refusal import Declined


def now(inquiry: Inquiry) -> date:
    """The day asked about."""
    return inquiry.as_of or inquiry.today


def a_week_before(inquiry: Inquiry) -> date:
    """Seven days before the day asked about."""
    return now(inquiry) - timedelta(days=7)


def refuse_exclusion(inquiry: Inquiry) -> None:
    """Raises Declined where somebody is left out: nobody speaks for the rest."""
    if any(condition.exclude for condition in inquiry.conditions):
        raise Declined("submission_exclusion")


@dataclass(frozen=True)
class Submitted:
    """Parts: `called` (ten-thousandths of the reporting currency), `submissions` (how many stand),
    `missing` (emails of those who should have spoken) and `unsaid` (submissions without this
    amount; their makers are missing, too); of the whole also `asked`, the emails of all
    in question who have a forecast of their own, and `silent`, of those who did not say it. All
    but these three carry the `suffix`.

    `sellers_only`: where each person's own is asked for, managers' and executives' are left out.
    """

    amount: Literal["commit", "best_case"]
    day: Callable[[Inquiry], date] = now
    suffix: str = ""
    sellers_only: bool = False
    honours: frozenset[str] = PEOPLE
    additive: bool = False

    def read(self, inquiry: Inquiry) -> Cells:
        """What stands for each group. Raises Declined where somebody is excluded."""
        refuse_exclusion(inquiry)
        span = inquiry.period.span
        if span is None:
            return {}
        voices = Voices(inquiry, span, self.day(inquiry))
        if inquiry.by is None:
            asked, silent = voices.asked()
            below = {"asked": asked, "silent": silent}
            return {TOTAL: self._parts(self._whole(inquiry, voices)) | below}
        groups = self._groups(inquiry.by, voices)
        return {label: self._parts(said) for label, said in groups.items() if said.submissions}

    def _groups(self, by: str, voices: Voices) -> dict[str | None, Said]:
        if by == "rep":
            return voices.of_persons(sellers_only=self.sellers_only)
        return voices.of_teams() if by == "team" else voices.of_leaders()

    def _whole(self, inquiry: Inquiry, voices: Voices) -> Said:
        if inquiry.scope.kind == "rep" or inquiry.condition_on("rep"):
            return together(voices.of_persons(sellers_only=self.sellers_only).values())
        if inquiry.condition_on("team"):
            return together(voices.of_teams().values())
        managers = inquiry.condition_on("manager")
        if managers:
            named = [pk for pk in managers.include if isinstance(pk, int)]
            return voices.of_trees(named)
        if inquiry.scope.pk is not None:
            return voices.of_trees([inquiry.scope.pk])
        return voices.of_company()

    def _parts(self, said: Said) -> dict[str, object]:
        amounts = [getattr(submission, self.amount) for submission in said.submissions]
        known = [amount for amount in amounts if amount is not None]
        parts: dict[str, object] = {
            f"called{self.suffix}": sum(known),
            f"submissions{self.suffix}": len(known),
            f"unsaid{self.suffix}": len(amounts) - len(known),
        }
        silent = [s.by for s in said.submissions if getattr(s, self.amount) is None]
        return parts | {"missing": (*said.missing, *silent)}
