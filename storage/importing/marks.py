"""Remembers which rows of a table an import has met, in the database and not in memory."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Connection, MetaData, Table, func, select, text

from storage.bulk import Bulk, Columns


class Marks:
    """The rows of one table that were in the import's file.

    In a table that was empty all rows are. Otherwise rows of before are marked one by one in
    a temporary table, and rows with a `pk` above the highest of before are the import's own.
    """

    def __init__(self, bulk: Bulk, table: Table) -> None:
        self._bulk = bulk
        self._table = table
        connection = bulk.connection
        self.was_empty = connection.execute(select(table).limit(1)).first() is None
        self.key = tuple(column.name for column in table.primary_key)
        self._has_pk = self.key == ("pk",)
        if not self.was_empty:
            self._highest = self._highest_pk(connection) if self._has_pk else None
            self._marked = self._make(connection)

    @property
    def is_marked(self) -> str:
        """SQL that tells of a row `t` of the table whether the import has met it."""
        if self.was_empty:
            return "TRUE"
        same = " AND ".join(f'm."{name}" = t."{name}"' for name in self.key)
        marked = f'EXISTS (SELECT 1 FROM "{self._marked.name}" AS m WHERE {same})'  # noqa: S608
        return f"(t.pk > {self._highest} OR {marked})" if self._has_pk else marked

    def mark_stored(self, keys: Sequence[Sequence[Any]]) -> None:
        """Marks rows that were there before, by their primary keys."""
        if keys and not self.was_empty:
            columns = zip(*keys, strict=True)
            self._bulk.insert(self._marked, dict(zip(self.key, columns, strict=True)))

    def mark_added(self, columns: Columns) -> None:
        """Marks rows that were just added."""
        if not self.was_empty and not self._has_pk:
            self._bulk.insert(self._marked, {name: columns[name] for name in self.key})

    def remove_unmarked(self, unless: str = "FALSE") -> int:
        """Deletes the rows the import has not met; returns how many."""
        if self.was_empty:
            return 0
        sql = f'DELETE FROM "{self._table.name}" AS t WHERE NOT {self.is_marked} AND NOT ({unless})'  # noqa: S608
        return self._bulk.connection.execute(text(sql)).rowcount

    def forget(self) -> None:
        """Drops the temporary table: connections are used again."""
        if not self.was_empty:
            self._marked.drop(self._bulk.connection)

    def _highest_pk(self, connection: Connection) -> int:
        return int(connection.execute(select(func.max(self._table.c.pk))).scalar_one())

    def _make(self, connection: Connection) -> Table:
        columns = [
            Column(name, self._table.c[name].type, primary_key=True, autoincrement=False)
            for name in self.key
        ]
        name = f"met_{self._table.name}"
        table = Table(name, MetaData(), *columns, prefixes=["TEMPORARY"])
        table.create(connection)
        return table
