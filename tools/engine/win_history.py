"""Win probabilities by stage × segment, measured over the deals closed lately."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, func

from tools.engine.dimensions import dimension
from tools.engine.facts.closed_through import (
    HONOURS,
    closed_once,
    closed_through,
    is_rolled_up,
    of_any_stage,
    rolled_up,
)
from tools.engine.inquiry import Condition, Inquiry
from tools.engine.measure import TOTAL, Cells, Fact, grouped
from tools.engine.memory import Memory
from tools.engine.period import ALL
from tools.engine.scope import Scope
from tools.engine.shrinkage import Shrinkage, Tally, alone, estimate, learn

Segments = dict[str | None, Tally]
_OWN = frozenset({"stage", "segment"})


@dataclass(frozen=True)
class WinHistory:
    """Parts: `probability` with `low` and `high`, `closed` (deals behind it), `raw` (the rate of
    these deals alone), `stage_rate`, and what the estimate fell back for, if it did.

    A segment's rate is shrunk towards the stage's own, in the same scope and filters but those
    on the segment. Deals of one group that entered two stages are in both.
    """

    fact: Fact = closed_through
    honours: frozenset[str] = HONOURS
    additive: bool = False

    def read(self, inquiry: Inquiry) -> Cells:
        """One pass over the deals, or over their rollup where it knows what is asked."""
        if inquiry.by is None and not _one_stage(inquiry):
            return {TOTAL: {"closed": _deals(inquiry)}}
        cells: Cells = {}
        for label, segments in _groups(inquiry).items():
            whole, shrinkage = sum(segments.values(), Tally()), learn(segments.values())
            for of, tally in _asked(inquiry, label, segments).items():
                if tally.closed:
                    cells[of] = _parts(tally, whole, shrinkage, cut=_is_cut(inquiry))
        return cells


def _parts(own: Tally, whole: Tally, shrinkage: Shrinkage, *, cut: bool) -> dict[str, Any]:
    found = estimate(own, whole, shrinkage) if cut else alone(own)
    parts = {
        "closed": own.closed,
        "probability": found.value,
        "low": found.low,
        "high": found.high,
        "raw": own.rate,
        "stage_rate": whole.rate,
    }
    return {**parts, shrinkage.why: 1} if cut and shrinkage.why else parts


def by_stage(inquiry: Inquiry) -> Mapping[int, Segments]:
    """The whole company's closed deals, by key of the stage and by segment, whoever asks what."""
    company = Scope("company", inquiry.company.name)
    everything = replace(inquiry, scope=company, period=ALL, conditions=(), by=None, as_of=None)
    found: dict[int, Segments] = {}
    for _, stage, segment, tally in _tallies(everything):
        found.setdefault(stage, {})[segment] = tally
    return found


def _groups(inquiry: Inquiry) -> dict[str | None, Segments]:
    """Segment by segment, for each group of the breakdown (one, where that is by segment)."""
    found = _tallies(inquiry)
    labels: Mapping[Hashable, str | None] = {}
    if inquiry.by not in {None, "segment"}:
        keys = [stage if inquiry.by == "stage" else key for key, stage, _, _ in found]
        labels = dimension(inquiry.by or "").labels(inquiry, keys)
    groups: dict[str | None, Segments] = {}
    for key, stage, segment, tally in found:
        of = stage if inquiry.by == "stage" else key
        segments = groups.setdefault(labels.get(of) if labels else TOTAL, {})
        segments[segment] = segments.get(segment, Tally()) + tally
    return groups


_Tallies = list[tuple[Hashable, int, str | None, Tally]]
_TALLIES: Memory[_Tallies] = Memory(most=512)
_DEALS: Memory[dict[str | None, int]] = Memory(most=512)
Learnt = TypeVar("Learnt")


def _once(memory: Memory[Learnt], inquiry: Inquiry, read: Callable[[Inquiry], Learnt]) -> Learnt:
    """What was read of the same inquiry since the last import: closed deals change in none but
    that, unless some are supposed to be others."""
    version = inquiry.company.version
    if version is None or not inquiry.sums:
        return read(inquiry)
    days = inquiry.today, inquiry.as_of, inquiry.period
    key = version, inquiry.scope, tuple(inquiry.conditions), inquiry.by, *days
    return memory.get(key, lambda: read(inquiry))


def _tallies(inquiry: Inquiry) -> _Tallies:
    """(key of the breakdown, stage, segment, tally), whatever segment is filtered on."""
    return _once(_TALLIES, _without_segment(inquiry), _read_tallies)


def _read_tallies(apart: Inquiry) -> _Tallies:
    rows = rolled_up(apart) if is_rolled_up(apart) else closed_through(apart)
    keys = (rows.columns["entered"], rows.columns["segment"])
    sums = (func.sum(rows.columns[name]) for name in ("won", "closed"))
    found = apart.connection.execute(grouped(apart, rows, *keys, *sums).group_by(*keys))
    return [(key, of, name, Tally(int(won), int(n))) for key, of, name, won, n in found if n]


def _deals(inquiry: Inquiry) -> int:
    """How many closed deals the stages asked for together have behind them, each once."""
    found = _once(_DEALS, replace(_without_segment(inquiry), by=None), _read_deals)
    condition = inquiry.condition_on("segment")
    return sum(n for name, n in found.items() if _passes(condition, name))


def _read_deals(apart: Inquiry) -> dict[str | None, int]:
    if apart.condition_on("stage"):
        rows = closed_through(apart)
        number: ColumnElement[int] = func.count(rows.columns["pk"].distinct())
    else:
        rows = of_any_stage(apart) if is_rolled_up(apart) else closed_once(apart)
        number = func.sum(rows.columns["closed"])
    segment = rows.columns["segment"]
    found = apart.connection.execute(grouped(apart, rows, segment, number).group_by(segment))
    return {name: int(n) for _, name, n in found if n is not None}


def _without_segment(inquiry: Inquiry) -> Inquiry:
    conditions = tuple(c for c in inquiry.conditions if c.dimension != "segment")
    return replace(inquiry, conditions=conditions, by=None if inquiry.by in _OWN else inquiry.by)


def _one_stage(inquiry: Inquiry) -> bool:
    condition = inquiry.condition_on("stage")
    return condition is not None and len(condition.include) == 1 and not condition.exclude


def _is_cut(inquiry: Inquiry) -> bool:
    """Whether the answer is about segments of a stage, and not about the stage as a whole."""
    return inquiry.by == "segment" or inquiry.condition_on("segment") is not None


def _asked(inquiry: Inquiry, label: str | None, segments: Segments) -> Segments:
    """The cells of the answer: each segment, or those that the filter lets through as one."""
    condition = inquiry.condition_on("segment")
    passing = {name: tally for name, tally in segments.items() if _passes(condition, name)}
    if inquiry.by == "segment":
        return passing
    return {label: sum(passing.values(), Tally())}


def _passes(condition: Condition | None, segment: str | None) -> bool:
    """As the dimension filters: an exclusion keeps deals without a segment."""
    if condition is None:
        return True
    included = not condition.include or segment in condition.include
    return included and segment not in condition.exclude
