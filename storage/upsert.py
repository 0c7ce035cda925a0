"""Statements that insert a row or overwrite, or leave, the one that is there: SQLite and PostgreSQL
spell them alike, but SQLAlchemy keeps them with each of them."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Any

from sqlalchemy import Connection, Insert, Table


def upsert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keeps the rows, whatever was kept under their primary keys before."""
    if rows:
        statement = _overwriting(connection.dialect.name, table, tuple(rows[0]))
        connection.execute(statement, _in_order(table, rows))


def insert_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> set[Any]:
    """Keeps the rows whose primary key (one column) nothing is kept under, and leaves the others:
    the keys of those that it kept."""
    adding = _adding(connection.dialect.name, table)
    return set(connection.scalars(adding, _in_order(table, rows)))


@cache
def _adding(dialect: str, table: Table) -> Insert:
    (key,) = table.primary_key
    insert = import_module(f"sqlalchemy.dialects.{dialect}").insert(table)
    kept: Insert = insert.on_conflict_do_nothing().returning(key)
    return kept


@cache  # putting it together takes longer than carrying it out
def _overwriting(dialect: str, table: Table, names: tuple[str, ...]) -> Insert:
    keys = [column.name for column in table.primary_key]
    insert = import_module(f"sqlalchemy.dialects.{dialect}").insert(table)
    new = {name: insert.excluded[name] for name in names if name not in keys}
    kept: Insert = insert.on_conflict_do_update(index_elements=keys, set_=new)
    return kept


def _in_order(table: Table, rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """By their keys: two who want the same rows in different orders would wait for each other."""
    keys = [column.name for column in table.primary_key]
    return sorted(rows, key=lambda row: [row[key] for key in keys])
