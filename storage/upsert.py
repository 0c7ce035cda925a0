"""One statement that inserts a row or overwrites the one that is there: SQLite and PostgreSQL spell
it alike, but SQLAlchemy keeps it with each of them."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any

from sqlalchemy import ColumnElement, Connection, Insert, Table

_COUNTED = {"preserve_rowcount": True}


def upsert(
    connection: Connection,
    table: Table,
    row: Mapping[str, Any],
    where: ColumnElement[bool] | None = None,
    **bound: object,
) -> bool:
    """Keeps a row, whatever was kept under its primary key before; `where`, a condition made once
    whose parameters are `bound`: only such a row is overwritten. False where it was left."""
    statement = _statement(connection.dialect.name, table, tuple(row), where)
    # Not every driver counts the rows of an insertion unless told to.
    done = connection.execute(statement, {**row, **bound}, execution_options=_COUNTED)
    return bool(done.rowcount == 1)


@cache  # putting it together takes longer than carrying it out
def _statement(
    dialect: str, table: Table, names: tuple[str, ...], where: ColumnElement[bool] | None
) -> Insert:
    keys = [column.name for column in table.primary_key]
    insert = import_module(f"sqlalchemy.dialects.{dialect}").insert(table)
    new = {name: insert.excluded[name] for name in names if name not in keys}
    kept: Insert = insert.on_conflict_do_update(index_elements=keys, set_=new, where=where)
    return kept
