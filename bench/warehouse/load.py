"""Bringing the tables of a store into Spark, as a company's own loader would: files, then tables.

Nothing here is part of the bot, which only ever reads a warehouse.
"""

import json
from pathlib import Path

from sqlalchemy import JSON, Boolean, Column, Connection, Date, Float, Integer, SmallInteger, Table
from sqlalchemy.types import TypeDecorator, TypeEngine

from storage.database import Database
from tools.engine.warehouse import READ

_TYPES: tuple[tuple[type[TypeEngine[object]], str], ...] = (
    (Boolean, "BOOLEAN"),
    (Date, "DATE"),
    (Float, "DOUBLE"),
    (SmallInteger, "INT"),
    (JSON, "STRING"),
)


def load(store: Database, spark: Connection, folder: Path) -> None:
    """Every table that figures read: rows as JSON lines, and a Parquet table made of them."""
    for table in READ:
        target = folder / table.name
        target.mkdir(parents=True)
        _write(store, table, target / "rows.json")
        columns = ", ".join(f"`{c.name}` {_type(c)}" for c in table.columns)
        staged = f"staged_{table.name}"
        for statement in (
            f"CREATE TABLE {staged} ({columns}) USING json LOCATION '{target}'",
            f"CREATE TABLE {table.name} USING parquet AS SELECT * FROM {staged}",
            f"DROP TABLE {staged}",
        ):
            spark.exec_driver_sql(statement).close()


def _write(store: Database, table: Table, path: Path) -> None:
    booleans = [c.name for c in table.columns if isinstance(c.type, Boolean)]
    with store.reading() as connection, path.open("w", encoding="utf-8") as file:
        # The driver's own values: money and instants stay the integers that are stored.
        for row in connection.exec_driver_sql(f'SELECT * FROM "{table.name}"').mappings():
            values = dict(row)
            for name in booleans:
                values[name] = None if values[name] is None else bool(values[name])
            file.write(json.dumps(values) + "\n")


def _type(column: Column[object]) -> str:
    kind = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    for known, name in _TYPES:
        if isinstance(kind, known):
            return name
    if isinstance(kind, Integer):
        return "BIGINT"
    return "STRING"
