"""Measures: what the database adds up for a figure, group by group."""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, FromClause, Select, case, func, null, select
from sqlalchemy.sql.visitors import iterate

from tools.engine.dimensions import dimension
from tools.engine.filtering import during, matching
from tools.engine.inquiry import Inquiry
from tools.engine.refusal import Declined
from tools.engine.rows import Rows

# A part is a number, or a Counter of values where a median needs the whole spread.
Parts = Mapping[str, Any]
Cells = dict[str | None, dict[str, Any]]  # the label of the group -> its parts
Summed = Mapping[str, ColumnElement[Any]]  # the name of the part -> its aggregate
TOTAL = "*"  # the one group of an inquiry without breakdown

Fact = Callable[[Inquiry], Rows]
Expression = Callable[[Rows], ColumnElement[Any]]

# Deals whose currency has no rate: the figure is refused rather than short of them.
UNCONVERTED = "unconverted"


class Measure(Protocol):
    """Something that can be read group by group.

    `additive`: the groups add up to the whole, so that one query gives both.
    """

    @property
    def honours(self) -> frozenset[str]:
        """The dimensions it can be cut by."""

    @property
    def additive(self) -> bool:
        """Whether the groups of every breakdown add up to the whole."""

    def read(self, inquiry: Inquiry) -> Cells:
        """The parts of each group."""


@runtime_checkable
class OfFacts(Protocol):
    """A measure over one kind of fact, whose rows belong to people."""

    @property
    def fact(self) -> Fact:
        """The rows behind it."""


def counts_add_up(measure: Measure) -> bool:
    """Whether groups that do not add up to the whole have counts that do, since each row is in
    one group: where only these are asked for, the groups give them without another reading."""
    return bool(getattr(measure, "counts_add_up", False))


@dataclass(frozen=True, eq=False)
class Aggregate:
    """Sums and counts over one kind of fact, in one pass.

    `parts` name SQL aggregates that add up over groups; `spreads` name row expressions whose
    values are counted, for medians. Every row counts in the period by `rows.day`, where it has one.
    `sums` gives the same facts as the import has added them up, where that answers an inquiry.
    """

    fact: Fact
    honours: frozenset[str]
    parts: Mapping[str, Expression]
    spreads: Mapping[str, Expression] = field(default_factory=dict)
    additive: bool = True
    sums: Callable[[Inquiry], Rows | None] | None = None

    def read(self, inquiry: Inquiry) -> Cells:
        """One query for the sums and one more for each spread."""
        cells: Cells = {}
        rows = (self.sums and self.sums(inquiry)) or self.fact(inquiry)
        summed = self._summed(rows)
        found = inquiry.connection.execute(grouped(inquiry, rows, *summed.values())).all()
        label = _labeller(inquiry, [row[0] for row in found])
        for key, *values in found:
            if key is None and inquiry.by is None and not any(values):
                continue
            each = zip(summed, values, strict=True)
            parts = {name: part for name, part in each if part is not None}
            if (group := label(key)) in cells:
                _add(cells[group], parts)
            else:
                cells[group] = parts
        for name, expression in self.spreads.items():
            self._spread(inquiry, rows, name, expression(rows), cells)
        _refuse_unconverted(cells)
        return cells

    def _summed(self, rows: Rows) -> Summed:
        """Put together once for rows that come again: that takes longer than most of a query."""
        known = _SUMMED.setdefault(rows, {})
        if self not in known:
            summed = {name: expression(rows) for name, expression in self.parts.items()}
            if rows.amount is not None and any(_reads(e, rows.money) for e in summed.values()):
                summed[UNCONVERTED] = unconverted(rows)
            known[self] = summed
        return known[self]

    def _spread(
        self, inquiry: Inquiry, rows: Rows, name: str, value: ColumnElement[Any], cells: Cells
    ) -> None:
        query = grouped(inquiry, rows, value, func.count()).where(value.is_not(None))
        found = inquiry.connection.execute(query.group_by(value)).all()
        label = _labeller(inquiry, [row[0] for row in found])
        for key, measured, count in found:
            spread = cells.setdefault(label(key), {}).setdefault(name, Counter())
            spread[float(measured)] += count


_SUMMED: WeakKeyDictionary[Rows, dict[Aggregate, Summed]] = WeakKeyDictionary()


def unconverted(rows: Rows) -> ColumnElement[int]:
    """How many have an amount in a currency without a rate."""
    if rows.many is None or rows.money is None:
        return func.count(rows.amount) - func.count(rows.money)
    # The money of many is null, too, where none of them has an amount.
    without = case((rows.money.is_(None), rows.many.sized), else_=0)
    return func.sum(without + rows.many.unrated)


def grouped(inquiry: Inquiry, rows: Rows, *columns: ColumnElement[Any]) -> Select[Any]:
    """The rows of an inquiry, in its period, grouped by its breakdown: key first."""
    source: FromClause = rows.source
    key: ColumnElement[Any] = null()
    if inquiry.by is not None:
        by = dimension(inquiry.by)
        grouped_by = by.key(rows)
        if grouped_by is None:
            raise Declined("breakdown_not_honoured", dimension=inquiry.by)
        source, key = by.join(source, rows), grouped_by
    query = select(key, *columns).select_from(source).where(matching(inquiry, rows))
    in_period = during(inquiry, rows.day)
    if in_period is not None:
        query = query.where(in_period)
    return query if inquiry.by is None else query.group_by(key)


def _reads(expression: ColumnElement[Any], column: ColumnElement[Any] | None) -> bool:
    return any(element is column for element in iterate(expression))


def _labeller(inquiry: Inquiry, keys: list[Hashable]) -> Callable[[Hashable], str | None]:
    if inquiry.by is None:
        return lambda _key: TOTAL
    labels = dimension(inquiry.by).labels(inquiry, keys)
    return labels.get


def _add(cell: dict[str, Any], parts: Parts) -> None:
    for name, part in parts.items():
        if part is None:
            continue
        cell[name] = cell[name] + part if name in cell else part


def merge(cells: Cells, more: Cells) -> None:
    """Adds the parts of `more` to those of `cells`, group by group."""
    for label, parts in more.items():
        if label in cells:
            _add(cells[label], parts)
        else:
            cells[label] = dict(parts)


def total(cells: Cells) -> dict[str, Any]:
    """All groups together, for measures that add up."""
    whole: dict[str, Any] = {}
    for parts in cells.values():
        for name, part in parts.items():
            if isinstance(part, Counter):
                # In place: a sum of thousands of them would copy the whole each time.
                whole.setdefault(name, Counter()).update(part)
            elif part is not None:
                whole[name] = whole[name] + part if name in whole else part
    return whole


def _refuse_unconverted(cells: Cells) -> None:
    if any(parts.pop(UNCONVERTED, 0) for parts in cells.values()):
        raise Declined("no_exchange_rate")
