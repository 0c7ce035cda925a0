"""Open deals weighted by what became of deals like them, and not by the CRM's probabilities."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from sqlalchemy import func

from storage.tables import accounts
from tools.engine.dimensions import dimension
from tools.engine.facts.deals import HONOURS, open_with_odds
from tools.engine.inquiry import Inquiry
from tools.engine.measure import TOTAL, Cells, grouped, merge
from tools.engine.refusal import Declined
from tools.engine.shrinkage import Shrinkage, Tally, learn, shrunk
from tools.engine.win_history import by_stage

# Parts that count deals without a probability of their segment, and what stood in for it.
STAGE_RATE, CRM, NOTHING = "at_stage_rate", "at_crm_probability", "without_probability"

_ACCOUNTS = accounts.alias("account_open")


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
        if any(group.unconverted for group in found):
            raise Declined("no_exchange_rate")
        labels: Mapping[Hashable, str | None] = {None: TOTAL}
        if inquiry.by is not None:
            labels = dimension(inquiry.by).labels(inquiry, [group.key for group in found])
        stages = learnt(inquiry)
        cells: Cells = {}
        for group in found:
            merge(cells, {labels.get(group.key): _parts(group, stages.get(group.stage))})
        return cells


class _Group(NamedTuple):
    """Open deals of one key of the breakdown, one stage and one segment."""

    key: Hashable
    stage: int | None
    segment: str | None
    deals: int
    money: float | None
    weighted: float | None  # by the CRM's probabilities
    rated: int  # deals that the CRM has a probability for
    unconverted: int


def _parts(group: _Group, stage: Learnt | None) -> dict[str, Any]:
    if stage is None:
        told = {CRM: group.rated, NOTHING: group.deals - group.rated}
        return {"calibrated": group.weighted or 0.0, "deals": group.deals, **told}
    money = (group.money or 0.0) * stage.probability(group.segment)
    told = {} if stage.knows(group.segment) else {STAGE_RATE: group.deals}
    return {"calibrated": money, "deals": group.deals, **told}


def _open(inquiry: Inquiry) -> list[_Group]:
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
    return [_Group(*row) for row in inquiry.connection.execute(query.group_by(stage, segment))]
