"""Statements that insert a row or overwrite, or leave, the one that is there: SQLite and PostgreSQL
spell them alike, but SQLAlchemy keeps them with each of them."""

from collections.abc import Mapping, Sequence
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


def insert_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> set[Any]:
    """Keeps the rows whose primary key (one column) nothing is kept under, and leaves the others:
    the keys of those that it kept."""
    return set(connection.scalars(_adding(connection.dialect.name, table), rows))


@cache
def _adding(dialect: str, table: Table) -> Insert:
    (key,) = table.primary_key
    insert = import_module(f"sqlalchemy.dialects.{dialect}").insert(table)
    kept: Insert = insert.on_conflict_do_nothing().returning(key)
    return kept


@cache  # putting it together takes longer than carrying it out
def _statement(
    dialect: str, table: Table, names: tuple[str, ...], where: ColumnElement[bool] | None
) -> Insert:
    keys = [column.name for column in table.primary_key]
    insert = import_module(f"sqlalchemy.dialects.{dialect}").insert(table)
    new = {name: insert.excluded[name] for name in names if name not in keys}
    kept: Insert = insert.on_conflict_do_update(index_elements=keys, set_=new, where=where)
    return kept
