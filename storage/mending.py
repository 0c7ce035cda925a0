"""Writing changes of one open deal by hand: its row, its history, and all that follows from them.

A later import from the source overrides the row, as it does any other; the history stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from storage.bulk import bulk
from storage.importing.derived.deal_health import refresh_deal
from storage.importing.derived.months import add_deal
from storage.importing.histories import Histories
from storage.importing.rederive import all_stages
from storage.importing.snapshots import take_snapshot
from storage.importing.spans import Spans
from storage.tables import field_changes, mended_deals, opportunities, stage_changes

_F, _S = field_changes.c, stage_changes.c


@dataclass(frozen=True)
class Moment:
    """When it is written: the instant, and its day in the company's time zone."""

    at: datetime
    on: date


@dataclass(frozen=True)
class Turn:
    """One value that history remembers, before and after: a field's in the exchange format (None:
    empty), or the stage's key."""

    field: str  # amount, close_on, forecast_category; stage
    before: Any
    after: Any


def locked(connection: Connection, pk: int) -> Mapping[str, Any] | None:
    """The deal's row, held until the end of the transaction (SQLite holds the whole store)."""
    query = select(opportunities).where(opportunities.c.pk == pk).with_for_update()
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else dict(row)


def write(connection: Connection, pk: int, values: Mapping[str, Any]) -> None:
    """Sets columns of the deal's row, where there are any."""
    if not values:
        return
    add_deal(connection, pk, -1)
    connection.execute(update(opportunities).where(opportunities.c.pk == pk).values(**values))
    add_deal(connection, pk, 1)


def remember(connection: Connection, pk: int, turn: Turn, moment: Moment) -> None:
    """Adds a turn to the deal's history, where the source keeps one: the past of a deal whose
    source keeps none is read from snapshots, which a lone change would hide."""
    row: dict[str, Any] = {"opportunity_pk": pk, "changed_at": moment.at, "changed_on": moment.on}
    if turn.field == "stage" and _any(connection, stage_changes):
        row |= {"from_stage_pk": turn.before, "to_stage_pk": turn.after}
        connection.execute(insert(stage_changes).values(**row))
    elif turn.field != "stage" and _any(connection, field_changes):
        row |= {"field": turn.field, "old_value": turn.before, "new_value": turn.after}
        connection.execute(insert(field_changes).values(**row))


def forget(connection: Connection, pk: int, turn: Turn) -> bool:
    """Takes a turn out of the history again; False where another came after it."""
    if turn.field == "stage":
        of_deal, at = _S.opportunity_pk == pk, _S.changed_at
        values = (_S.from_stage_pk, _S.to_stage_pk)
    else:
        of_deal, at = (_F.opportunity_pk == pk) & (_F.field == turn.field), _F.changed_at
        values = (_F.old_value, _F.new_value)
    last = connection.execute(select(at, *values).where(of_deal).order_by(at.desc())).first()
    if last is None:
        return True  # nothing was remembered
    if (last[1], last[2]) != (turn.before, turn.after):
        return False
    connection.execute(delete(at.table).where(of_deal, at == last[0]))
    return True


def settle(connection: Connection, pk: int, moment: Moment) -> None:
    """Everything derived from the deal in step again."""
    writer, stages = bulk(connection), all_stages(connection)
    histories = Histories(writer)
    histories.note({pk})
    histories.settle(stages)
    take_snapshot(writer, moment.on, pk)
    spans = Spans(writer)
    spans.note([pk])
    spans.settle(stages)
    refresh_deal(connection, pk)
    connection.execute(insert(mended_deals).values(opportunity_pk=pk))


def _any(connection: Connection, table: Table) -> bool:
    return connection.execute(select(table).limit(1)).first() is not None
