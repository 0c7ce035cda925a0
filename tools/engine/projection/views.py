"""Horizons inside a query: all of them are looked at in one pass over the deals."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    FromClause,
    Integer,
    and_,
    func,
    literal,
    or_,
    select,
    union_all,
)

from storage.tables import deal_spans
from tools.engine.facts.called import is_in_forecast
from tools.engine.facts.deals import past_deals
from tools.engine.inquiry import Inquiry
from tools.engine.projection.horizon import Horizon
from tools.engine.rows import Rows

_SOON = timedelta(days=31)  # beyond the end of the period


@dataclass(frozen=True)
class Views:
    """The days of horizons as columns of a table of them, `number`ed as they were given."""

    table: FromClause
    number: ColumnElement[int]
    day: ColumnElement[date]
    starts_on: ColumnElement[date]
    ends_on: ColumnElement[date]
    rest_from: ColumnElement[date]  # the first day of what is left of the period
    soon: ColumnElement[date]


def views(horizons: Sequence[Horizon]) -> Views:
    """A table of the horizons; there has to be one."""
    return _views(tuple(horizons))


@lru_cache(maxsize=64)
def _views(horizons: tuple[Horizon, ...]) -> Views:
    rows = [select(*_row(number, one)) for number, one in enumerate(horizons)]
    table = (union_all(*rows) if len(rows) > 1 else rows[0]).subquery("views")
    c = table.c
    return Views(table, c.number, c.day, c.starts_on, c.ends_on, c.rest_from, c.soon)


def past_views(inquiry: Inquiry, horizons: Sequence[Horizon]) -> tuple[Views, Rows]:
    """Deals as they stood on the day of each horizon, once for each, without the omitted ones."""
    at, s = views(horizons), deal_spans.c
    # Behind coalesce, so that SQLite walks one covering index once, by the end of the spans.
    from_on = func.coalesce(s.from_on, s.to_on)
    # What stood on none of the days is most, and left out before it is held against each.
    any_day = or_(*(and_(from_on <= one.day, s.to_on > one.day) for one in horizons))
    rows = past_deals(inquiry, s.to_on > min(one.day for one in horizons), any_day)
    stood = and_(from_on <= at.day, s.to_on > at.day)
    # An outer join, though each row finds a horizon: so that the spans are what is walked.
    source = rows.source.outerjoin(at.table, stood)
    conditions = (*rows.conditions, is_in_forecast(rows))
    return at, replace(rows, source=source, conditions=conditions)


def _row(number: int, one: Horizon) -> list[ColumnElement[Any]]:
    days = {
        "day": one.day,
        "starts_on": one.starts_on,
        "ends_on": one.ends_on,
        "rest_from": one.rest[0],
        "soon": one.ends_on + _SOON,
    }
    labelled = (literal(day, Date).label(name) for name, day in days.items())
    return [literal(number, Integer).label("number"), *labelled]
