"""What is known of an open deal on a day that bears on whether it will be won in the period."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    FromClause,
    Text,
    and_,
    case,
    cast,
    func,
    literal,
    select,
)

from storage.tables import END, accounts, field_changes, stage_changes
from tools.engine.projection.views import Views
from tools.engine.rows import Rows
from tools.engine.sql import days_between

NAMES = ("stage", "due", "age", "pushes", "category", "segment")
_HALF_MONTH = 15  # days
_AGES = {-1: "unknown", 0: "days", 1: "weeks", 2: "weeks", 3: "months", 4: "months", 5: "months"}
_ACCOUNTS = accounts.alias("account_projected")


@dataclass(frozen=True)
class Known:
    """Which histories the source has. A close date or category without one is the last that was
    set, on a closed deal often as it closed: to learn from it would be to look ahead."""

    stages: bool
    close_dates: bool
    categories: bool


def known(connection: Connection) -> Known:
    """What the store, or warehouse, has the history of."""
    f = field_changes.c

    def has(field: str) -> bool:
        return connection.scalar(select(func.min(f.changed_on)).where(f.field == field)) is not None

    stages = connection.scalar(select(func.min(stage_changes.c.changed_on))) is not None
    return Known(stages, has("close_on"), has("forecast_category"))


def with_accounts(source: FromClause, rows: Rows) -> FromClause:
    """The source with what the segment is read from."""
    return source.outerjoin(_ACCOUNTS, _ACCOUNTS.c.pk == rows.account)


def features(rows: Rows, at: Views, has: Known) -> Mapping[str, ColumnElement[Any]]:
    """By name, each a text or a small number; one value for all where there is no history."""
    nothing = literal("")
    return {
        "stage": func.coalesce(rows.stage, 0) if has.stages else literal(0),
        "due": _due(rows.columns["close_on"], at) if has.close_dates else nothing,
        "age": _age(rows, at.day) if has.stages else nothing,
        "pushes": _pushes(rows, at.day) if has.close_dates else literal(0),
        "category": _category(rows) if has.categories else nothing,
        "segment": func.coalesce(_ACCOUNTS.c.segment, cast(literal(""), Text)),
    }


def _category(rows: Rows) -> ColumnElement[str]:
    return func.coalesce(rows.columns["forecast_category"], cast(literal(""), Text))


def _due(close_on: ColumnElement[date], at: Views) -> ColumnElement[str]:
    return case(
        (close_on.is_(None), "none"),
        (close_on <= at.day, "overdue"),
        (close_on < at.rest_from, "before"),
        (close_on <= at.ends_on, "within"),
        (close_on <= at.soon, "soon"),
        else_="later",
    )


def _age(rows: Rows, day: ColumnElement[date]) -> ColumnElement[str]:
    """For how long the deal has been in its stage, in steps of half months."""
    since = rows.columns.get("stage_since")  # as a span remembers it
    if since is None:
        since = _last_stage_change(rows.columns["pk"], day)
    halves = days_between(since, day) // _HALF_MONTH
    # Compared with values and not by conditions, so that it is looked up once.
    return case(_AGES, value=func.coalesce(halves, -1), else_="more")


def _last_stage_change(pk: ColumnElement[int], day: ColumnElement[date]) -> ColumnElement[date]:
    s = stage_changes.c
    # Behind coalesce, so that SQLite looks the deal up instead of walking an index by day.
    changed_on = func.coalesce(s.changed_on, s.left_on)
    query = select(func.max(changed_on)).where(s.opportunity_pk == pk, changed_on <= day)
    return query.scalar_subquery()


def _pushes(rows: Rows, day: ColumnElement[date]) -> ColumnElement[int]:
    """How often the close date was moved later: not, once, or more often."""
    pushes = rows.columns.get("pushes")
    if pushes is None:
        pushes = _later_close_dates(rows.columns["pk"], day)
    return case({0: 0, 1: 1}, value=pushes, else_=2)


def _later_close_dates(pk: ColumnElement[int], day: ColumnElement[date]) -> ColumnElement[int]:
    f = field_changes.c
    later = and_(f.field == "close_on", f.old_value != "", f.new_value > f.old_value)
    changed_on = func.coalesce(f.changed_on, literal(END, Date))
    query = select(func.count()).where(f.opportunity_pk == pk, later, changed_on <= day)
    return query.scalar_subquery()
