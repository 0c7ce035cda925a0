"""`deal_health` as it would have been on a past day, and what became of each deal by another."""

from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    Subquery,
    and_,
    case,
    cast,
    exists,
    func,
    null,
    or_,
    select,
)

from storage.tables import activities, deal_spans, field_changes, proposals, stage_changes
from tools.engine.facts.activities import HELD
from tools.engine.facts.past import stood
from tools.engine.scope import Scope

_D, _F = deal_spans.c, field_changes.c
_PUSHED = and_(_F.old_value != "", _F.new_value > _F.old_value)


def past_health(scope: Scope, day: date, end: date) -> Subquery:
    """The deals that were open at the end of `day` and due by `end` or before: what was known of
    them that day, and `went_wrong`: 1 where they were lost by `end` or still open then, 0 where
    they were won. Those removed from the source since are left out, as nobody knows how they went.

    Contacts, next steps and who owned a deal have no history: they are not in it, or today's.
    """
    open_at_end, won, lost = _stands_after(end), _ended("won", day, end), _ended("lost", day, end)
    columns: dict[str, ColumnElement[Any]] = {
        "opportunity_pk": _D.opportunity_pk,
        "owner_pk": _D.owner_pk,
        "stage_pk": _D.stage_pk,
        "amount": _D.amount,
        "close_on": _D.close_on,
        "stage_since": func.coalesce(_entered(day), _created()),
        "last_held_on": _last_held(day),
        "first_proposal_on": _first_proposal(),
        "pushes": _changes("close_on", day, func.count(), _PUSHED),
        # Everything after the day is left out already: these only say where to look.
        "last_push_on": cast(null(), Date),
        "last_cut_on": _changes("amount", day, func.max(_F.changed_on)),
        "last_downgrade_on": _changes("forecast_category", day, func.max(_F.changed_on)),
        "went_wrong": case((or_(open_at_end, ~won), 1), else_=0),
    }
    known = or_(open_at_end, won, lost)
    return (
        select(*(column.label(name) for name, column in columns.items()))
        .where(stood(day), _D.close_on <= end, known, scope.condition(_D.owner_pk))
        .subquery()
    )


def _stands_after(end: date) -> ColumnElement[bool]:
    later = deal_spans.alias()
    return exists().where(
        later.c.opportunity_pk == _D.opportunity_pk, later.c.from_on <= end, later.c.to_on > end
    )


def _ended(how: str, day: date, end: date) -> ColumnElement[bool]:
    last = deal_spans.alias()
    return exists().where(
        last.c.opportunity_pk == _D.opportunity_pk,
        last.c.ends == how,
        last.c.to_on > day,
        last.c.to_on <= end,
    )


def _entered(day: date) -> ColumnElement[Any]:
    s = stage_changes.c
    query = select(func.max(s.changed_on)).where(
        s.opportunity_pk == _D.opportunity_pk, s.to_stage_pk == _D.stage_pk, s.changed_on <= day
    )
    return _one(query)


def _created() -> ColumnElement[Any]:
    first = deal_spans.alias()
    return _one(
        select(func.min(first.c.from_on)).where(first.c.opportunity_pk == _D.opportunity_pk)
    )


def _last_held(day: date) -> ColumnElement[Any]:
    a = activities.c
    query = select(func.max(a.occurred_on)).where(
        a.opportunity_pk == _D.opportunity_pk, HELD, a.occurred_on <= day
    )
    return _one(query)


def _first_proposal() -> ColumnElement[Any]:
    p = proposals.c
    return _one(select(func.min(p.sent_on)).where(p.opportunity_pk == _D.opportunity_pk))


def _changes(
    field: str, day: date, what: ColumnElement[Any], *conditions: ColumnElement[bool]
) -> ColumnElement[Any]:
    query = select(what).where(
        _F.opportunity_pk == _D.opportunity_pk,
        _F.field == field,
        # Behind coalesce, so that SQLite visits the changes of one deal instead of all by day.
        func.coalesce(_F.changed_on, _F.changed_on) <= day,
        *conditions,
    )
    return _one(query)


def _one(query: Select[Any]) -> ColumnElement[Any]:
    return query.correlate(deal_spans).scalar_subquery()
