"""Open deals weighted by what became of deals like them, and not by the CRM's probabilities."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from sqlalchemy import case, func

from storage.tables import accounts
from tools.engine.dimensions import dimension
from tools.engine.facts.deals import HONOURS, amount, number, open_with_odds, weighted
from tools.engine.facts.sums import open_months
from tools.engine.inquiry import Inquiry
from tools.engine.measure import TOTAL, Cells, grouped, unconverted
from tools.engine.refusal import Declined
from tools.engine.rows import Rows
from tools.engine.shrinkage import Shrinkage, Tally, learn, shrunk
from tools.engine.win_history import by_stage

# Parts that count deals without a probability of their segment, and what stood in for it.
STAGE_RATE, CRM, NOTHING = "at_stage_rate", "at_crm_probability", "without_probability"

_ACCOUNTS = accounts.alias("account_open")
# Of open deals: key of the breakdown, stage, segment; how many, their money, that weighted by the
# CRM's probabilities, how many have one, and how many have no exchange rate.
_Group = tuple[Hashable, int | None, str | None, int, float | None, float | None, int, int]


@dataclass(frozen=True)
class Learnt:
    """The probabilities of one stage: its own rate, and those of its segments."""

    stage: Tally
    segments: Mapping[str | None, Tally]
    shrinkage: Shrinkage

    def probability(self, segment: str | None) -> float:
        """A segment that history does not know is taken as any of the stage."""
        return shrunk(self.segments.get(segment, Tally()), self.stage, self.shrinkage)

    def knows(self, segment: str | None) -> bool:
        """Whether the segment's own history has a part in its probability."""
        return segment in self.segments and self.shrinkage.why is None


def learnt(inquiry: Inquiry) -> dict[int | None, Learnt]:
    """By key of the stage, from the history of the whole company up to today."""
    return {
        stage: Learnt(sum(segments.values(), Tally()), segments, learn(segments.values()))
        for stage, segments in by_stage(inquiry).items()
    }


@dataclass(frozen=True)
class Calibrated:
    """Parts: `calibrated` (Σ amount × probability) and `deals`, and how many of these had to do
    with their stage's rate, with the CRM's probability, or with none.

    A probability belongs to a stage and a segment and is learnt from the whole company's history,
    whoever asks: so the reps' calibrated pipelines add up to their team's, and nobody's figure
    moves with who looks at it. It is today's, also for deals as they stood on a past day.
    """

    honours: frozenset[str] = HONOURS
    additive: bool = True

    def read(self, inquiry: Inquiry) -> Cells:
        """One query for the open deals by stage and segment, one for the history."""
        found = _open(inquiry)
        if any(unconverted for *_, unconverted in found):
            raise Declined("no_exchange_rate")
        labels: Mapping[Hashable, str | None] = {None: TOTAL}
        if inquiry.by is not None:
            labels = dimension(inquiry.by).labels(inquiry, list({key for key, *_ in found}))
        odds = _Odds(learnt(inquiry))
        cells: defaultdict[str | None, defaultdict[str, Any]] = defaultdict(_zeros)
        for key, stage, segment, deals, money, by_crm, rated, _ in found:
            cell = cells[labels.get(key)]
            cell["deals"] += deals
            chance, told = odds.of(stage, segment)
            if chance is None:
                cell["calibrated"] += by_crm or 0.0
                cell[CRM] += rated
                cell[NOTHING] += deals - rated
                continue
            cell["calibrated"] += (money or 0.0) * chance
            if told:
                cell[told] += deals
        return {label: dict(parts) for label, parts in cells.items()}


def _zeros() -> defaultdict[str, Any]:
    return defaultdict(int)


class _Odds:
    """The probability of each stage and segment, worked out once."""

    def __init__(self, stages: Mapping[int | None, Learnt]) -> None:
        self._stages = stages
        self._known: dict[tuple[int | None, str | None], tuple[float | None, str | None]] = {}

    def of(self, stage: int | None, segment: str | None) -> tuple[float | None, str | None]:
        """It, and what stood in for it; None where nobody went through this stage."""
        key = (stage, segment)
        if key not in self._known:
            learnt = self._stages.get(stage)
            known = learnt is not None and learnt.knows(segment)
            chance = None if learnt is None else learnt.probability(segment)
            self._known[key] = (chance, None if known else STAGE_RATE)
        return self._known[key]


def _open(inquiry: Inquiry) -> Sequence[_Group]:
    rows = open_months(inquiry, "stage", "segment") or _each(inquiry)
    stage, segment, rated = rows.stage, rows.columns["segment"], rows.columns["rated"]
    if stage is None:
        raise ValueError("these rows have no stage")
    sums = (number(rows), amount(rows), weighted(rows), func.sum(rated), unconverted(rows))
    query = grouped(inquiry, rows, stage, segment, *sums)
    found = inquiry.connection.execute(query.group_by(stage, segment)).all()
    return cast("Sequence[_Group]", found)


def _each(inquiry: Inquiry) -> Rows:
    """Deal by deal, with the segment and whether it is `rated`: whether it has a probability."""
    rows = open_with_odds(inquiry)
    rated = case((rows.columns["probability"].is_(None), 0), else_=1)
    columns = {**rows.columns, "segment": _ACCOUNTS.c.segment, "rated": rated}
    source = rows.source.outerjoin(_ACCOUNTS, _ACCOUNTS.c.pk == rows.account)
    return replace(rows, source=source, columns=columns)
