"""Derives anew what an older version of the store did not have yet."""

from collections.abc import Collection
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select, text

from storage.bulk import bulk
from storage.exchange.stages import Stage, Stages
from storage.importing.derived import refresh, refresh_all
from storage.importing.snapshots import take_snapshot
from storage.importing.spans import Spans
from storage.tables import company


def rederive(connection: Connection, rollups: Collection[str] | None = None) -> None:
    """After a migration: spans, snapshots and rollups of the rows that are there, or some of the
    rollups alone, which takes seconds where all takes minutes."""
    zone = connection.execute(select(company.c.time_zone)).scalar()
    if zone is None:
        return
    writer = bulk(connection)
    if rollups is not None:
        refresh(writer, rollups)
        return
    spans = Spans(writer)
    spans.note_all()
    take_snapshot(writer, datetime.now(UTC).astimezone(ZoneInfo(zone)).date())
    spans.settle(all_stages(connection))
    refresh_all(writer)


def all_stages(connection: Connection, where: str = "TRUE") -> Stages:
    """The stages of the store; `where` is a condition on its rows, called `t`."""
    sql = f"SELECT t.name, t.pk, t.position, t.kind FROM stages AS t WHERE {where}"  # noqa: S608
    rows = connection.execute(text(sql))
    return Stages({name: Stage(pk, position, kind) for name, pk, position, kind in rows})
