"""Writes the store as a folder of the exchange format, which an import reads back the same."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    FromClause,
    Select,
    select,
    type_coerce,
)

from storage.database import Database
from storage.errors import PiloteError, SetupError
from storage.exchange.folder import Folder
from storage.exchange.layout import BY_NAME, COMPANY, COMPANY_KEYS, FILES, Column, File
from storage.exchange.values import shown_amount
from storage.tables import company, metadata

_PAGE = 10_000  # rows
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Write = Callable[[Any], str]


def export_folder(
    database: Database, folder: Path, on_progress: Callable[[str, int], None] | None = None
) -> dict[str, int]:
    """Writes all files into `folder`, made if need be, and returns the rows of each.

    The files appear at once, at the end; after an error the folder is as it was. `on_progress`
    is told the file and its rows so far. Instants get the company's time zone. Raises
    PiloteError (`store_empty`) where there is nothing to write, `SetupError` (`folder`) where
    the folder cannot be written.
    """
    try:
        with database.reading() as connection, Folder(folder) as files:
            return _export(connection, files, on_progress or (lambda _file, _rows: None))
    except OSError as error:
        raise SetupError("folder", path=folder) from error


def _export(
    connection: Connection, files: Folder, on_progress: Callable[[str, int], None]
) -> dict[str, int]:
    settings = connection.execute(select(company)).mappings().first()
    if settings is None:
        raise PiloteError("store_empty")
    files.write_text(COMPANY, _toml({key: settings[key] for key in COMPANY_KEYS}))
    zone = ZoneInfo(settings["time_zone"])
    counts = {}
    for file in FILES:
        counts[file.csv] = 0
        for columns in _pages(connection, file, zone):
            quoted = any("\r" in "".join(column) for column in columns)
            files.add(file.name, zip(*columns, strict=True), quoted=quoted)
            counts[file.csv] += len(columns[0])
            on_progress(file.csv, counts[file.csv])
    return counts


def _pages(connection: Connection, file: File, zone: ZoneInfo) -> Iterator[Sequence[list[str]]]:
    writers = [_writer(column, zone) for column in file.columns]
    result = connection.execution_options(yield_per=_PAGE).execute(_query(file))
    for page in result.partitions():
        columns = zip(*page, strict=True)
        yield [list(map(write, cells)) for write, cells in zip(writers, columns, strict=True)]


def _query(file: File) -> Select[Any]:
    """The columns of the file, names instead of keys, in the order they came in."""
    table = metadata.tables[file.name]
    source: FromClause = table
    wanted: list[ColumnElement[Any]] = []
    for column in file.columns:
        stored = table.c[column.goes_into]
        referred = "stages" if column.kind == "stage" else column.refers
        if referred:
            other = metadata.tables[referred].alias(f"{column.name}_of")
            source = source.outerjoin(other, other.c.pk == stored)
            wanted.append(other.c[BY_NAME[referred].key[0]])
        else:
            wanted.append(_plain(stored, column))
    return select(*wanted).select_from(source).order_by(*table.primary_key)


def _plain(stored: ColumnElement[Any], column: Column) -> ColumnElement[Any]:
    """Money and instants as the numbers they are kept as."""
    if column.kind in {"amount", "instant"}:
        return type_coerce(stored, BigInteger)
    return stored


def _writer(column: Column, zone: ZoneInfo) -> Write:
    def instant(micros: int) -> str:
        return (_EPOCH + timedelta(microseconds=micros)).astimezone(zone).isoformat()

    writers: dict[str, Write] = {
        "amount": shown_amount,
        "instant": instant,
        "boolean": lambda value: "true" if value else "false",
        "ratio": _shown_number,
        "number": _shown_number,
        "rate": _shown_number,
    }
    write = writers.get(column.kind, str)
    return lambda value: "" if value is None else write(value)


def _shown_number(value: float) -> str:
    """The shortest text that reads back as the same number."""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _toml(settings: dict[str, Any]) -> str:
    return "".join(f"{key} = {_toml_value(value)}\n" for key, value in settings.items())


def _toml_value(value: object) -> str:
    # What JSON escapes in a string is what TOML wants escaped.
    return str(value) if isinstance(value, int) else json.dumps(str(value), ensure_ascii=False)
