"""Open deals weighted by what became of deals like them, and not by the CRM's probabilities."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from sqlalchemy import func

from storage.tables import accounts
from tools.engine.dimensions import dimension
from tools.engine.facts.deals import HONOURS, open_with_odds
from tools.engine.inquiry import Inquiry
from tools.engine.measure import TOTAL, Cells, grouped
from tools.engine.refusal import Declined
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
        for key, stage, segment, deals, money, weighted, rated, _ in found:
            cell = cells[labels.get(key)]
            cell["deals"] += deals
            chance, told = odds.of(stage, segment)
            if chance is None:
                cell["calibrated"] += weighted or 0.0
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
    rows = open_with_odds(inquiry)
    rows = replace(rows, source=rows.source.outerjoin(_ACCOUNTS, _ACCOUNTS.c.pk == rows.account))
    stage, segment, probability = rows.stage, _ACCOUNTS.c.segment, rows.columns["probability"]
    if stage is None:
        raise ValueError("these rows have no stage")
    query = grouped(
        inquiry,
        rows,
        stage,
        segment,
        func.count(),
        func.sum(rows.money),
        func.sum(rows.money * probability),
        func.count(probability),
        func.count(rows.amount) - func.count(rows.money),
    )
    found = inquiry.connection.execute(query.group_by(stage, segment)).all()
    return cast("Sequence[_Group]", found)
