"""Open deals weighted by what became of deals like them, and not by the CRM's probabilities."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Row, func

from storage.tables import accounts
from tools.engine.dimensions import dimension
from tools.engine.facts.deals import HONOURS, open_deals
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


def learnt(inquiry: Inquiry) -> dict[int, Learnt]:
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
        if any(row.unconverted for row in found):
            raise Declined("no_exchange_rate")
        labels: Mapping[Hashable, str | None] = {None: TOTAL}
        if inquiry.by is not None:
            labels = dimension(inquiry.by).labels(inquiry, [row[0] for row in found])
        stages = learnt(inquiry)
        cells: Cells = {}
        for row in found:
            merge(cells, {labels.get(row[0]): _parts(row, stages.get(row.stage))})
        return cells


def _parts(row: Row[Any], stage: Learnt | None) -> dict[str, Any]:
    if stage is None:
        told = {CRM: row.rated, NOTHING: row.deals - row.rated}
        return {"calibrated": row.weighted or 0.0, "deals": row.deals, **told}
    money = (row.money or 0.0) * stage.probability(row.segment)
    told = {} if stage.knows(row.segment) else {STAGE_RATE: row.deals}
    return {"calibrated": money, "deals": row.deals, **told}


def _open(inquiry: Inquiry) -> Sequence[Row[Any]]:
    """Open deals by key of the breakdown (first), stage and segment; `weighted` is by the CRM."""
    rows = open_deals(inquiry)
    rows = replace(rows, source=rows.source.outerjoin(_ACCOUNTS, _ACCOUNTS.c.pk == rows.account))
    if rows.stage is None:
        raise ValueError("these rows have no stage")
    segment, probability = _ACCOUNTS.c.segment, rows.columns["probability"]
    query = grouped(
        inquiry,
        rows,
        rows.stage.label("stage"),
        segment.label("segment"),
        func.count().label("deals"),
        func.sum(rows.money).label("money"),
        func.sum(rows.money * probability).label("weighted"),
        func.count(probability).label("rated"),
        (func.count(rows.amount) - func.count(rows.money)).label("unconverted"),
    )
    return inquiry.connection.execute(query.group_by(rows.stage, segment)).all()
