"""How long visits to open stages lasted: exact medians that the database finds by counting.

A quarter of a large company has some hundred thousand visits. They are counted by whole days in
one pass over an index, whose order saves sorting them; in a second pass only those of the days
in which the middle lies are put in order, and the middle ones read. Where each visit's deal has
to be looked up, that is what takes the time: then their lengths are read as they come, once.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from sqlalchemy import and_, case, func, literal_column, or_, select, tuple_

from tools.engine.dimensions import dimension
from tools.engine.facts.visits import HONOURS, ended_visits, needs_the_deal
from tools.engine.inquiry import Inquiry
from tools.engine.measure import TOTAL, Cells, grouped
from tools.engine.rows import Rows


@dataclass(frozen=True)
class _Group:
    """Where the middle of a group lies: among the visits of these whole days, in these places
    (from 1, the shortest first; one place, or two whose mean is the median)."""

    key: Hashable
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
        return (_one_by_one if needs_the_deal(inquiry) else _by_counting)(inquiry, rows)


def _one_by_one(inquiry: Inquiry, rows: Rows) -> Cells:
    query = grouped(inquiry, rows, rows.columns["lasted"]).group_by(None)
    by_key: defaultdict[Hashable, array[int]] = defaultdict(lambda: array("q"))
    for key, lasted in inquiry.connection.execute(query):
        by_key[key].append(lasted)
    labels = _labels(inquiry, by_key.keys())
    visits: defaultdict[str | None, array[int]] = defaultdict(lambda: array("q"))
    for key, some in by_key.items():
        visits[labels[key]].extend(some)
    return {
        label: {"median": float(median(each)), "ended": len(each)} for label, each in visits.items()
    }


def _by_counting(inquiry: Inquiry, rows: Rows) -> Cells:
    """Of everybody's visits, as one group or stage by stage."""
    groups = _groups(inquiry, rows)
    labels = _labels(inquiry, [group.key for group in groups])
    cells: Cells = {}
    for group, lasted in _middles(inquiry, rows, groups):
        cell = cells.setdefault(labels[group.key], {"median": 0.0, "ended": group.visits})
        cell["median"] += lasted / len(group.places)
    return cells


def _labels(inquiry: Inquiry, keys: Collection[Hashable]) -> Mapping[Hashable, str | None]:
    if inquiry.by is None:
        return dict.fromkeys(keys, TOTAL)
    named = dimension(inquiry.by).labels(inquiry, keys)
    return {key: named.get(key) for key in keys}


def _groups(inquiry: Inquiry, rows: Rows) -> Sequence[_Group]:
    whole_days = rows.columns["whole_days"].label("whole_days")
    # Day by day first, as the index has them: what is left to sort is few.
    daily = grouped(inquiry, rows, whole_days, func.count().label("visits"))
    daily_counts = daily.group_by(rows.day, whole_days).subquery()
    key = daily_counts.c[0]
    visits = func.sum(daily_counts.c.visits)
    query = select(key, daily_counts.c.whole_days, visits)
    counts: defaultdict[Hashable, Counter[int]] = defaultdict(Counter)
    for of, days, number in inquiry.connection.execute(
        query.group_by(key, daily_counts.c.whole_days)
    ):
        counts[of][days] += int(number)
    return [_group(of, days) for of, days in counts.items()]


def _group(key: Hashable, counts: Counter[int]) -> _Group:
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
    return _Group(key, frozenset(days), places, visits)


def _middles(
    inquiry: Inquiry, rows: Rows, groups: Sequence[_Group]
) -> Iterator[tuple[_Group, float]]:
    """The length of the visit or two in the middle of each group."""
    if not groups:
        return
    lasted = rows.columns["lasted"]
    query = grouped(inquiry, rows, lasted.label("lasted")).group_by(None)
    key = query.selected_columns[0]
    within = [
        and_(key.is_not_distinct_from(group.key), rows.columns["whole_days"].in_(group.days))
        for group in groups
    ]
    number = case(*((one, literal_column(str(place))) for place, one in enumerate(within))).label(
        "number"
    )
    place = func.row_number().over(partition_by=number, order_by=lasted).label("place")
    ranked = query.add_columns(number, place).where(or_(*within)).subquery()
    wanted = [(n, place) for n, group in enumerate(groups) for place in group.places]
    found = select(ranked.c.number, ranked.c.lasted).where(
        tuple_(ranked.c.number, ranked.c.place).in_(wanted)
    )
    for group_number, microseconds in inquiry.connection.execute(found):
        yield groups[group_number], float(microseconds)
