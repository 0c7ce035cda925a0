"""Deals as they stood at the end of a past day: later changes undone from today's row."""

from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Float,
    FromClause,
    Subquery,
    case,
    cast,
    func,
    literal,
    null,
    select,
    type_coerce,
)

from storage.tables import field_changes, opportunities, stage_changes, stages
from storage.types import MONEY_SCALE
from tools.engine.inquiry import Inquiry

_FIELDS = ("amount", "close_on", "forecast_category")


def deals_as_of(inquiry: Inquiry) -> FromClause:
    """The deals that existed at the end of `inquiry.as_of`, with the columns of that day.

    Stage, kind, amount, close date and category are those of the day; the owner and what has
    no history are today's (kpis.md, "Direction of time"). A deal closed since without any
    stage history was open then, at a stage that nobody recorded.
    """
    day = inquiry.as_of or inquiry.today
    o = opportunities
    stage = _first_later_stage(day)
    fields = {name: _first_later_value(name, day) for name in _FIELDS}
    then = stages.alias("stage_then")
    source: FromClause = o.outerjoin(stage, stage.c.opportunity_pk == o.c.pk)
    source = source.outerjoin(then, then.c.pk == stage.c.from_stage_pk)
    for undone in fields.values():
        source = source.outerjoin(undone, undone.c.opportunity_pk == o.c.pk)
    closed_since = (o.c.kind != "open") & (o.c.closed_on > day)
    changed = stage.c.opportunity_pk.is_not(None)
    values = {
        "stage_pk": case(
            (changed, stage.c.from_stage_pk), (closed_since, null()), else_=o.c.stage_pk
        ),
        "kind": case((changed, then.c.kind), (closed_since, literal("open")), else_=o.c.kind),
        "amount": _undone(fields["amount"], o.c.amount, _to_units),
        "close_on": _undone(fields["close_on"], o.c.close_on, _date_of(inquiry)),
        "forecast_category": _undone(
            fields["forecast_category"], o.c.forecast_category, lambda value: value
        ),
    }
    columns = [values[c.name].label(c.name) if c.name in values else c for c in o.c]
    query = select(*columns).select_from(source).where(o.c.created_on <= day)
    # The first stage change of a deal created later has no stage to go back to.
    return query.where(~changed | stage.c.from_stage_pk.is_not(None)).subquery("deals_then")


def _first_later_stage(day: date) -> Subquery:
    s = stage_changes
    place = func.row_number().over(partition_by=s.c.opportunity_pk, order_by=s.c.changed_at)
    later = select(s.c.opportunity_pk, s.c.from_stage_pk, place.label("place"))
    ranked = later.where(s.c.changed_on > day).subquery()
    return select(ranked).where(ranked.c.place == 1).subquery("stage_undone")


def _first_later_value(name: str, day: date) -> Subquery:
    f = field_changes
    place = func.row_number().over(partition_by=f.c.opportunity_pk, order_by=f.c.changed_at)
    later = select(f.c.opportunity_pk, f.c.old_value, place.label("place"))
    ranked = later.where(f.c.field == name, f.c.changed_on > day).subquery()
    return select(ranked).where(ranked.c.place == 1).subquery(f"{name}_undone")


def _undone(change: Subquery, current: ColumnElement[Any], read: Any) -> ColumnElement[Any]:  # noqa: ANN401
    return case((change.c.opportunity_pk.is_not(None), read(change.c.old_value)), else_=current)


def _to_units(value: ColumnElement[str]) -> ColumnElement[Any]:
    return func.round(cast(func.nullif(value, ""), Float) * MONEY_SCALE)


def _date_of(inquiry: Inquiry) -> Any:  # noqa: ANN401
    if inquiry.connection.dialect.name == "sqlite":
        # SQLite keeps dates as text already, and its CAST to DATE makes a number of them.
        return lambda value: type_coerce(func.nullif(value, ""), Date)
    return lambda value: cast(func.nullif(value, ""), Date)
