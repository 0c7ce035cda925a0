"""Rows: one kind of fact in a shape that every dimension and measure understands."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, FromClause


@dataclass(frozen=True)
class Many:
    """Of a row that stands for many: how many, how many of them have an amount, and how many of
    these no rate."""

    rows: ColumnElement[int]
    sized: ColumnElement[int]
    unrated: ColumnElement[int]


@dataclass(frozen=True, kw_only=True, eq=False)  # what is made of the same ones is kept by them
class Rows:
    """A source of rows and where the things that figures and dimensions speak of stand in it.

    A column that a kind of fact lacks is None; a dimension that needs it is not honoured.
    `money` is in ten-thousandths of the reporting currency and null where no rate is known;
    `amount` is the same before conversion. `costly` are further conditions of the fact, which take
    long to look at.
    """

    source: FromClause
    # None: the fact itself has placed its rows in the period
    day: ColumnElement[date] | None
    owner: ColumnElement[int]
    # How to group by owner, where the plain column would lure SQLite into walking an index by
    # owner and looking up every row, instead of the slice that the conditions leave
    owner_group: ColumnElement[int] | None = None
    conditions: tuple[ColumnElement[bool], ...] = ()
    costly: tuple[ColumnElement[bool], ...] = ()
    account: ColumnElement[int] | None = None
    product: ColumnElement[int] | None = None
    stage: ColumnElement[int] | None = None
    amount: ColumnElement[int] | None = None
    money: ColumnElement[float] | None = None
    many: Many | None = None  # None: each row is one
    columns: dict[str, ColumnElement[Any]] = field(default_factory=dict)
