"""Rolls up how many deals closed each day, won and lost, by segment and stage gone through."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    case,
    delete,
    func,
    insert,
    null,
    select,
    union_all,
)

from storage.bulk import Bulk
from storage.stage_entries import entries, ever_entered, open_stages
from storage.tables import accounts, closed_by_day, opportunities, stage_changes


def refresh(bulk: Bulk) -> None:
    """Counts anew. Millions of visits become some thousand rows, which a question can add up."""
    among = open_stages(bulk.connection)
    by_stage = _counted(entries(among), stage_changes.c.to_stage_pk)
    of_any = _counted(opportunities, null()).where(ever_entered(among))
    bulk.connection.execute(delete(closed_by_day))
    rows = union_all(by_stage.group_by(*_KEY, stage_changes.c.to_stage_pk), of_any.group_by(*_KEY))
    bulk.connection.execute(
        insert(closed_by_day).from_select([c.name for c in closed_by_day.c], rows)
    )
    bulk.analyze(closed_by_day)


_KEY = (opportunities.c.closed_on, accounts.c.segment)


def _counted(source: FromClause, stage: ColumnElement[Any]) -> Select[Any]:
    o = opportunities.c
    won, lost = (func.sum(case((o.kind == kind, 1), else_=0)) for kind in ("won", "lost"))
    columns = (o.closed_on, stage, accounts.c.segment, won, lost)
    query = select(*columns).select_from(source.outerjoin(accounts, accounts.c.pk == o.account_pk))
    return query.where(o.kind.in_(["won", "lost"]), o.closed_on.is_not(None))
