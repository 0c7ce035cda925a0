"""Arbitration in words: accounts to work next, who carries what, what moves would do."""

from collections.abc import Callable, Iterator
from functools import partial

from bot.saying.answers import figure_text
from bot.saying.figures import Teller
from bot.saying.numbers import day, money, value
from bot.saying.periods import period_label
from prompts import say
from tools.coaching.arbitration import AccountNext, Arbitration, Load, Moved
from tools.engine.answer import Outcome

Say = Callable[..., str]


def tell(outcome: Outcome, teller: Teller) -> str | None:
    """A section each; refused moves say why."""
    found = outcome.arbitration
    if found is None:
        return "\n".join(figure_text(figure, teller) for figure in outcome.figures)
    told = _Told(found, teller)
    sections = (told.moves(), told.accounts(), told.people(), told.territories())
    return "\n\n".join("\n".join(lines) for lines in map(list, sections) if lines)


class _Told:
    def __init__(self, found: Arbitration, teller: Teller) -> None:
        self._found = found
        self._teller = teller
        self._say: Say = partial(say, teller.locale)
        self._period = period_label(found.period, teller.calendar, teller.locale)

    def moves(self) -> Iterator[str]:
        found = self._found
        if not found.moves:
            return
        told = ", ".join(
            self._say("say.arbitration.move", account=account, name=self._teller.name(to))
            for account, to in found.moves.items()
        )
        yield self._say("say.arbitration.moves", moves=told)
        yield from (f"• {self._moved(one)}" for one in found.moved)

    def accounts(self) -> Iterator[str]:
        found = self._found
        days, shown = found.silent_days, len(found.accounts)
        if not shown:
            yield self._say("say.arbitration.no_accounts", days=days)
            return
        yield self._say("say.arbitration.accounts", days=days, shown=shown, n=found.silent_count)
        yield from (f"• {self._account(one)}" for one in found.accounts)

    def people(self) -> Iterator[str]:
        if self._found.people:
            yield self._say("say.arbitration.people", period=self._period)
            yield from (f"• {self._load(one, 'load')}" for one in self._found.people)

    def territories(self) -> Iterator[str]:
        if len(self._found.territories) > 1:
            yield self._say("say.arbitration.territories", period=self._period)
            yield from (f"• {self._load(one, 'territory')}" for one in self._found.territories)

    def _account(self, one: AccountNext) -> str:
        touch = self._say("say.arbitration.never")
        if one.last_held_on is not None:
            when = day(one.last_held_on, self._teller.locale)
            touch = self._say("say.arbitration.touched", day=when)
        if one.ideal:
            touch = f"{touch} · {self._say('say.arbitration.ideal')}"
        return self._say(
            "say.arbitration.account",
            name=one.name,
            open=self._money(one.open_value),
            won=self._money(one.won_value),
            owner=self._teller.name(one.owner)
            if one.owner
            else self._say("say.arbitration.nobody"),
            touch=touch,
        )

    def _load(self, one: Load, key: str) -> str:
        return self._say(
            f"say.arbitration.{key}",
            name=self._teller.name(one.of),
            reps=one.reps,
            accounts=one.accounts,
            deals=one.open_deals,
            pipeline=self._money(one.pipeline),
            coverage=self._coverage(one.coverage),
        )

    def _moved(self, one: Moved) -> str:
        return self._say(
            "say.arbitration.moved",
            name=self._teller.name(one.person),
            before=self._money(one.pipeline),
            after=self._money(one.pipeline_after),
            coverage=self._coverage(one.coverage),
            coverage_after=self._coverage(one.coverage_after),
        )

    def _money(self, amount: float) -> str:
        return money(amount, self._found.currency, self._teller.locale)

    def _coverage(self, ratio: float | None) -> str:
        if ratio is None:
            return self._say("say.arbitration.no_coverage")
        return value(ratio, "ratio", None, self._teller.locale)
