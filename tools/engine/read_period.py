"""What one period reads: a value or why there is none, how many it is of, and the lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from tools.engine.dimensions import TIME
from tools.engine.each_grain import EachGrain
from tools.engine.everybody import read
from tools.engine.figure import Facts, Figure, Line
from tools.engine.group_average import guard
from tools.engine.inquiry import Inquiry
from tools.engine.kpi import Kpi, NoValue
from tools.engine.lines import count_of, lines_of, value_of
from tools.engine.measure import TOTAL, Cells, Measure, Parts, counts_add_up, merge, total


@dataclass(frozen=True)
class PeriodRead:
    """What was read of one period; `facts` are told beside the value."""

    value: float | None
    n: int
    reason: str | None
    rows: list[Line] | None
    facts: Facts = field(default_factory=dict)


def read_period(kpi: Kpi, inquiry: Inquiry, figure: Figure, *, told: bool = True) -> PeriodRead:
    """One period's value and rows; with what is told beside them, where that is `told`."""
    cut = replace(inquiry, by=inquiry.by or kpi.always_by)
    try:
        if figure.group_average:
            guard(kpi, inquiry)
        each = [read(measure, cut) for measure in kpi.measures]
    except NoValue as nothing:  # there is no such moment, for any group
        return PeriodRead(None, 0, nothing.reason, None if cut.by is None else [])
    whole, value, reason = _whole(kpi, cut, each)
    groups = _merged(each)
    rows = None if cut.by is None else lines_of(kpi, cut, groups)
    remarks = {name: sum(g.get(name, 0) for g in groups.values()) for name in kpi.remarks}
    facts = kpi.tells({**whole, **remarks}, rows or ()) if kpi.tells and told else {}
    return PeriodRead(value, count_of(kpi, whole), reason, rows, facts)


def _whole(
    kpi: Kpi, inquiry: Inquiry, each: Sequence[Cells]
) -> tuple[Parts, float | None, str | None]:
    """Everything together: its parts, its value, or why it has none."""
    one = kpi.always_by is None or is_one(inquiry, kpi.always_by)
    pairs = zip(kpi.measures, each, strict=True)
    try:
        read = [_altogether(m, inquiry, cells, counted_only=not one) for m, cells in pairs]
    except NoValue as nothing:  # a whole period may lack what some months of it have
        return {}, None, nothing.reason
    whole = _merged(read).get(TOTAL, {})
    if not one:
        return whole, None, f"by_{kpi.always_by}"
    return whole, *value_of(kpi, whole)


def _altogether(measure: Measure, inquiry: Inquiry, cells: Cells, *, counted_only: bool) -> Cells:
    """The parts of everything; read anew where groups do not add up and a value is wanted."""
    if inquiry.by is None:
        return cells
    if _adds_up(measure, inquiry.by) or (counted_only and counts_add_up(measure)):
        return {TOTAL: total(cells)}
    return measure.read(replace(inquiry, by=None))


def _adds_up(measure: Measure, by: str) -> bool:
    of_moments = isinstance(measure, EachGrain) and by in TIME
    return measure.additive and not of_moments


def _merged(each: Iterable[Cells]) -> Cells:
    first, *others = each
    if not others:
        return first
    cells: Cells = {}
    for one in (first, *others):
        merge(cells, one)
    return cells


def is_one(inquiry: Inquiry, name: str) -> bool:
    """Whether one value of a dimension alone is asked for."""
    condition = inquiry.condition_on(name)
    return condition is not None and len(condition.include) == 1 and not condition.exclude
