"""Running totals of how many deals closed, won and lost, by segment and stage gone through."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    SelectBase,
    and_,
    case,
    delete,
    func,
    insert,
    null,
    select,
    true,
    union_all,
)

from storage.bulk import Bulk
from storage.stage_entries import entries, ever_entered, open_stages
from storage.tables import accounts, closed_so_far, opportunities, stage_changes


def refresh(bulk: Bulk) -> None:
    """Counts anew. Millions of visits become some thousand rows, of which a question reads the
    groups of two days."""
    among = open_stages(bulk.connection)
    by_stage = _counted(entries(among), stage_changes.c.to_stage_pk)
    of_any = _counted(opportunities, null()).where(ever_entered(among))
    daily = union_all(by_stage.group_by(*_KEY, stage_changes.c.to_stage_pk), of_any.group_by(*_KEY))
    bulk.connection.execute(delete(closed_so_far))
    bulk.connection.execute(
        insert(closed_so_far).from_select([c.name for c in closed_so_far.c], _added_up(daily))
    )
    bulk.analyze(closed_so_far)


_KEY = (opportunities.c.closed_on, accounts.c.segment)


def _counted(source: FromClause, stage: ColumnElement[Any]) -> Select[Any]:
    o = opportunities.c
    won, lost = (func.sum(case((o.kind == kind, 1), else_=0)) for kind in ("won", "lost"))
    columns = (
        o.closed_on,
        stage.label("stage_pk"),
        accounts.c.segment,
        won.label("won"),
        lost.label("lost"),
    )
    query = select(*columns).select_from(source.outerjoin(accounts, accounts.c.pk == o.account_pk))
    return query.where(o.kind.in_(["won", "lost"]), o.closed_on.is_not(None))


def _added_up(daily: SelectBase) -> Select[Any]:
    """Each group on each day, with all that closed until then."""
    counts = daily.cte("daily")
    days = select(counts.c.closed_on).distinct().subquery("days")
    groups = select(counts.c.stage_pk, counts.c.segment).distinct().subquery("groups")
    of_group = and_(
        counts.c.closed_on == days.c.closed_on,
        counts.c.stage_pk.is_not_distinct_from(groups.c.stage_pk),
        counts.c.segment.is_not_distinct_from(groups.c.segment),
    )
    key = (groups.c.stage_pk, groups.c.segment)
    each = days.join(groups, true()).outerjoin(counts, of_group)
    so_far = (
        func.sum(func.coalesce(number, 0)).over(partition_by=key, order_by=days.c.closed_on)
        for number in (counts.c.won, counts.c.lost)
    )
    return select(days.c.closed_on, *key, *so_far).select_from(each)
