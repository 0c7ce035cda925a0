"""One import from end to end: settings, files in order, what follows from them, one commit."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, delete, insert, text

from storage.bulk import Bulk, bulk
from storage.connectors.source import Source, open_source
from storage.database import Database
from storage.errors import PiloteError
from storage.exchange.faults import Refusal
from storage.importing.company import settle_company
from storage.importing.files import Importing
from storage.importing.report import ImportReport, Progress, Teller
from storage.tables import imports, mended_deals


class _NothingKeptError(Exception):
    """Ends the transaction of a strict import that met a refusal."""


def import_source(
    database: Database,
    path: Path,
    *,
    data: Path | None = None,
    replace: bool = False,
    strict: bool = False,
    now: datetime | None = None,
    on_refusal: Callable[[Refusal], None] | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> ImportReport:
    """Brings a folder of the exchange format, or foreign files through a mapping, into the store.

    With `replace`, rows that the files no longer have are removed; with `strict`, one refused
    row leaves the store as it was. Each refused row is told to `on_refusal` once, file by file
    and in the order of lines within some thousand rows. Everything is one transaction: after an
    error or an interruption the store is as it was.

    Raises `SetupError` for a source that is none or a broken mapping, `PiloteError` for a file
    that is missing or cannot be read and where another process is importing.
    """
    started = now or datetime.now(UTC)
    source = open_source(path, data)
    report = ImportReport(notices=list(source.notices))
    total = sum(sheet.size for sheets in source.sheets.values() for sheet in sheets)
    teller = Teller(report, on_refusal, on_progress, total)
    with suppress(_NothingKeptError), database.writing() as connection:
        _lock(connection)
        writer = bulk(connection)
        with writer.roomy(), _without_collecting():
            _import(writer, source, teller, started, replace=replace)
        if strict and report.refused:
            report.kept = False
            raise _NothingKeptError
        connection.execute(delete(mended_deals))
        finished = datetime.now(UTC) if now is None else now
        connection.execute(
            insert(imports).values(
                source=source.name,
                started_at=started,
                finished_at=finished,
                counts=report.as_json(),
            )
        )
    return report


def _import(
    writer: Bulk, source: Source, teller: Teller, started: datetime, *, replace: bool
) -> None:
    company = settle_company(writer.connection, source, teller)
    today = started.astimezone(company.zone).date()
    importing = Importing(writer, source, company, teller, replace=replace, today=today)
    importing.bring_in_all()
    importing.settle()


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Rows are millions of tuples without circles: looking for circles took a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _lock(connection: Connection) -> None:
    """One import at a time; SQLite's write lock sees to it by itself."""
    if connection.dialect.name == "postgresql":
        got = connection.execute(text("SELECT pg_try_advisory_xact_lock(7082)")).scalar_one()
        if not got:
            raise PiloteError("database_locked")
