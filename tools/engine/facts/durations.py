"""How long visits to open stages lasted: exact medians that the database finds by counting.

A quarter of a large company has some hundred thousand visits. They are counted by whole days in
one pass over an index, whose order saves sorting them; in a second pass only those of the days
in which the middle lies are put in order, and the middle ones read. Those of some people are few
enough to be read as they are.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from sqlalchemy import (
    ColumnElement,
    and_,
    case,
    func,
    literal_column,
    or_,
    select,
    tuple_,
)

from tools.engine.dimensions import dimension
from tools.engine.facts.visits import HONOURS, ended_visits
from tools.engine.filtering import is_of_few
from tools.engine.inquiry import Inquiry
from tools.engine.measure import TOTAL, Cells, grouped
from tools.engine.rows import Rows

_AT_ONCE = 2_000  # groups whose middles are read in one query: databases bound its parameters


@dataclass(frozen=True)
class _Group:
    """Where the middle of a group lies: among the visits of these whole days, in these places
    (from 1, the shortest first; one place, or two whose mean is the median)."""

    label: str | None
    keys: Sequence[Hashable]
    days: frozenset[int]
    places: frozenset[int]
    visits: int


class Durations:
    """Parts: `median` (microseconds from entering to leaving) and `ended` (visits)."""

    honours = HONOURS
    additive = False
    counts_add_up = True

    def read(self, inquiry: Inquiry) -> Cells:
        """The median visit of each group, of the visits that ended in the period."""
        rows = ended_visits(inquiry)
        if is_of_few(inquiry):
            return _of_few(inquiry, rows)
        groups = _groups(inquiry, _counted(inquiry, rows))
        cells: Cells = {}
        for start in range(0, len(groups), _AT_ONCE):
            some = groups[start : start + _AT_ONCE]
            for number, lasted in _middles(inquiry, rows, some):
                group = some[number]
                cell = cells.setdefault(group.label, {"median": 0.0, "ended": group.visits})
                cell["median"] += lasted / len(group.places)
        return cells


def _of_few(inquiry: Inquiry, rows: Rows) -> Cells:
    query = grouped(inquiry, rows, rows.columns["lasted"]).group_by(None)
    found = inquiry.connection.execute(query).all()
    labels = _labels(inquiry, {key for key, _ in found})
    visits: defaultdict[str | None, list[int]] = defaultdict(list)
    for key, lasted in found:
        visits[labels[key]].append(lasted)
    return {
        label: {"median": float(median(each)), "ended": len(each)} for label, each in visits.items()
    }


def _counted(inquiry: Inquiry, rows: Rows) -> list[tuple[Hashable, int, int]]:
    """(key of the group, whole days, visits)."""
    whole_days = rows.columns["whole_days"].label("whole_days")
    # Day by day first, as the index has them: what is left to sort is few.
    daily = grouped(inquiry, rows, whole_days, func.count().label("visits"))
    daily_counts = daily.group_by(rows.day, whole_days).subquery()
    key = daily_counts.c[0]
    visits = func.sum(daily_counts.c.visits)
    query = select(key, daily_counts.c.whole_days, visits)
    found = inquiry.connection.execute(query.group_by(key, daily_counts.c.whole_days))
    return [(key, days, int(visits)) for key, days, visits in found]


def _groups(inquiry: Inquiry, counted: Sequence[tuple[Hashable, int, int]]) -> list[_Group]:
    labels = _labels(inquiry, {key for key, _, _ in counted})
    days: defaultdict[str | None, Counter[int]] = defaultdict(Counter)
    for key, whole_days, visits in counted:
        days[labels[key]][whole_days] += visits
    keys: defaultdict[str | None, list[Hashable]] = defaultdict(list)
    for key, label in labels.items():
        keys[label].append(key)
    return [_group(label, keys[label], counts) for label, counts in days.items()]


def _labels(inquiry: Inquiry, keys: set[Hashable]) -> Mapping[Hashable, str | None]:
    if inquiry.by is None:
        return dict.fromkeys(keys, TOTAL)
    named = dimension(inquiry.by).labels(inquiry, keys)
    return {key: named.get(key) for key in keys}


def _group(label: str | None, keys: Sequence[Hashable], counts: Counter[int]) -> _Group:
    visits = counts.total()
    lower, upper = (visits + 1) // 2, visits // 2 + 1  # places among all its visits, from 1
    below, shorter = 0, 0
    days: set[int] = set()
    for day in sorted(counts):
        if not days:
            shorter = below
        below += counts[day]
        if below >= lower:
            days.add(day)
        if below >= upper:
            break
    places = frozenset({lower - shorter, upper - shorter})
    return _Group(label, keys, frozenset(days), places, visits)


def _middles(inquiry: Inquiry, rows: Rows, groups: Sequence[_Group]) -> Iterator[tuple[int, float]]:
    """(number of the group, length) of the visit or two in the middle of each group."""
    lasted = rows.columns["lasted"]
    query = grouped(inquiry, rows, lasted.label("lasted")).group_by(None)
    key = query.selected_columns[0]
    number = case(
        *(
            (key.is_(None) if one is None else key == one, literal_column(str(place)))
            for place, group in enumerate(groups)
            for one in group.keys
        )
    ).label("number")
    place = func.row_number().over(partition_by=number, order_by=lasted).label("place")
    ranked = query.add_columns(number, place).where(_among(key, rows, groups)).subquery()
    wanted = [(n, place) for n, group in enumerate(groups) for place in group.places]
    found = select(ranked.c.number, ranked.c.lasted).where(
        tuple_(ranked.c.number, ranked.c.place).in_(wanted)
    )
    for group_number, microseconds in inquiry.connection.execute(found):
        yield group_number, float(microseconds)


def _among(key: ColumnElement[Any], rows: Rows, groups: Sequence[_Group]) -> ColumnElement[bool]:
    """Visits that lasted as many whole days as the middle of their group."""
    whole_days = rows.columns["whole_days"]
    pairs = [(key, day) for group in groups for key in group.keys for day in group.days]
    of_none = [day for one, day in pairs if one is None]
    of_some = [(one, day) for one, day in pairs if one is not None]
    conditions = [and_(key.is_(None), whole_days.in_(of_none))] if of_none else []
    if of_some:
        conditions.append(tuple_(key, whole_days).in_(of_some))
    return or_(*conditions)
