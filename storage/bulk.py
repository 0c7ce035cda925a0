"""Writing and looking up many rows at once: SQLite's executemany, PostgreSQL's COPY.

Both take and give columns of the plain values of `storage.exchange.values`, past SQLAlchemy's
types: that is several times quicker than its rows.
"""

import csv
import io
import json
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Index, Table

_PARAMETERS = 999  # of one statement: what every SQLite takes

Columns = Mapping[str, Sequence[Any]]


class DuplicateError(Exception):
    """A row to insert is there already; nothing of that insert was kept."""


class Bulk(ABC):
    """Bulk work inside the transaction of one connection."""

    _place: str  # what stands for a value in SQL

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._cursor: Any = connection.connection.cursor()

    @contextmanager
    def roomy(self) -> Iterator[None]:
        """More memory for the database while a load runs; bounded, whatever the load."""
        yield

    def read(self, sql: str) -> Sequence[tuple[Any, ...]]:
        """The rows of a query as the driver gives them: several times as quick as with names."""
        rows: list[tuple[Any, ...]] = self._cursor.execute(sql).fetchall()
        return rows

    def analyze(self, table: Table) -> None:  # noqa: B027 (only one database needs it)
        """Tells the planner that a table has grown, where it does not see that by itself."""

    def create(self, index: Index) -> None:
        """Makes an index of rows that are there."""
        index.create(self.connection)

    def insert(self, table: Table, columns: Columns) -> None:
        """Adds rows. Raises `DuplicateError` and adds none where one is there already."""
        with self.connection.begin_nested():
            self._insert(table, columns)

    @abstractmethod
    def _insert(self, table: Table, columns: Columns) -> None: ...

    @abstractmethod
    def update(self, table: Table, keys: Columns, columns: Columns) -> None:
        """Sets `columns` of the rows that have these keys."""

    @abstractmethod
    def find(
        self, table: Table, keys: Columns, wanted: Sequence[str], where: str = "TRUE"
    ) -> list[tuple[Any, ...]]:
        """The place of each key that is there, and the wanted SQL expressions of its row.

        The table is called `t` in the expressions and in the condition. A None in a key is
        equal to a None in the table.
        """

    def read_on(
        self, table: Table, key: str, first: str, count: int, where: str
    ) -> Sequence[tuple[str, int]]:
        """So many names (`key`) from `first` on, in the order of the index, with their pk."""
        self._cursor.execute(
            f'SELECT t."{key}", t.pk FROM "{table.name}" AS t '  # noqa: S608
            f'WHERE t."{key}" >= {self._place} AND {where} ORDER BY t."{key}" LIMIT {count}',
            (first,),
        )
        rows: list[tuple[str, int]] = self._cursor.fetchall()
        return rows


def bulk(connection: Connection) -> Bulk:
    """The bulk writer of this connection's database."""
    if connection.dialect.name == "postgresql":
        return PostgresBulk(connection)
    return SqliteBulk(connection)


def quoted(names: Sequence[str], form: str = "{}", join: str = ", ") -> str:
    """Names of columns for SQL, each in the given form."""
    return join.join(form.format(f'"{name}"') for name in names)


class SqliteBulk(Bulk):
    """SQLite: prepared statements run over many rows; keys go in as one JSON array."""

    _place = "?"
    _CACHE = "-131072"  # KB below zero: 128 MB
    _SORTING = "-32768"

    @contextmanager
    def roomy(self) -> Iterator[None]:
        """A larger page cache, and sorting in a second thread."""
        before = {name: self._pragma(name) for name in ("cache_size", "mmap_size", "threads")}
        # Memory-mapped pages would count as this process's memory and grow with the store.
        for name, value in (("cache_size", self._CACHE), ("mmap_size", 0), ("threads", 1)):
            self._pragma(f"{name} = {value}")
        try:
            yield
        finally:
            for name, value in before.items():
                self._pragma(f"{name} = {value}")

    def create(self, index: Index) -> None:
        """Sorts in pieces of a quarter of the cache: two threads take turns at them."""
        self._pragma(f"cache_size = {self._SORTING}")
        super().create(index)
        self._pragma(f"cache_size = {self._CACHE}")

    def _pragma(self, text: str) -> Any:  # noqa: ANN401
        row = self._cursor.execute(f"PRAGMA {text}").fetchone()
        return row and row[0]

    def _insert(self, table: Table, columns: Columns) -> None:
        # Many rows a statement: for short rows that saves a third of the time.
        size = max(1, _PARAMETERS // len(columns))
        count = len(next(iter(columns.values())))
        whole = count - count % size
        try:
            self._insert_groups(table, columns, slice(whole), size)
            self._insert_groups(table, columns, slice(whole, None), 1)
        except sqlite3.IntegrityError as error:
            raise DuplicateError from error

    def _insert_groups(self, table: Table, columns: Columns, part: slice, size: int) -> None:
        row = f"({', '.join('?' * len(columns))})"
        sql = (
            f'INSERT INTO "{table.name}" ({quoted(list(columns))}) '  # noqa: S608
            f"VALUES {', '.join([row] * size)}"
        )
        rows = zip(*(column[part] for column in columns.values()), strict=True)
        values = chain.from_iterable(rows)
        self._cursor.executemany(sql, zip(*[values] * (size * len(columns)), strict=True))

    def update(self, table: Table, keys: Columns, columns: Columns) -> None:
        """One prepared UPDATE, row by row."""
        sql = (
            f'UPDATE "{table.name}" SET {quoted(list(columns), "{} = ?")} '  # noqa: S608
            f"WHERE {quoted(list(keys), '{} IS ?', ' AND ')}"
        )
        self._cursor.executemany(sql, zip(*columns.values(), *keys.values(), strict=True))

    def find(
        self, table: Table, keys: Columns, wanted: Sequence[str], where: str = "TRUE"
    ) -> list[tuple[Any, ...]]:
        """A join with the keys, which SQLite reads from a JSON array."""
        rows: Any = (
            next(iter(keys.values())) if len(keys) == 1 else zip(*keys.values(), strict=True)
        )
        values = ["w.value"] if len(keys) == 1 else _extracts(len(keys))
        on = [
            f't."{name}" {"IS" if table.c[name].nullable else "="} {value}'
            for name, value in zip(keys, values, strict=True)
        ]
        # CROSS JOIN keeps SQLite from reading the whole table to find a few rows.
        sql = (
            f"SELECT w.key, {', '.join(wanted)} FROM json_each(?) AS w "  # noqa: S608
            f'CROSS JOIN "{table.name}" AS t ON {" AND ".join(on)} WHERE {where}'
        )
        found: list[tuple[Any, ...]] = self._cursor.execute(
            sql, (json.dumps(list(rows), ensure_ascii=False),)
        ).fetchall()
        return found


def _extracts(count: int) -> list[str]:
    return [f"json_extract(w.value, '$[{place}]')" for place in range(count)]


class PostgresBulk(Bulk):
    """PostgreSQL: COPY to insert; keys and changed values go in as arrays."""

    _place = "%s"

    def __init__(self, connection: Connection) -> None:
        from psycopg.types.string import TextLoader  # noqa: PLC0415 (only where it is used)

        super().__init__(connection)
        self._cursor.adapters.register_loader("date", TextLoader)  # days are text in plain values

    def _insert(self, table: Table, columns: Columns) -> None:
        import psycopg  # noqa: PLC0415

        text = io.StringIO()
        # With both in the line's end, a cell with either of them is quoted.
        csv.writer(text, lineterminator="\r\n").writerows(zip(*columns.values(), strict=True))
        # The writer tells None and "" apart as little as CSV does: the table does.
        filled = [name for name in columns if not table.c[name].nullable]
        force = f", FORCE_NOT_NULL ({quoted(filled)})" if filled else ""
        sql = f'COPY "{table.name}" ({quoted(list(columns))}) FROM STDIN (FORMAT csv{force})'
        try:
            with self._cursor.copy(sql) as copy:
                copy.write(text.getvalue())
        except psycopg.errors.UniqueViolation as error:
            raise DuplicateError from error

    def update(self, table: Table, keys: Columns, columns: Columns) -> None:
        """One UPDATE from arrays."""
        places = {name: f"v{i}" for i, name in enumerate([*keys, *columns])}
        sets = ", ".join(f'"{name}" = w.{places[name]}' for name in columns)
        on = " AND ".join(f't."{name}" {_equal(table, name)} w.{places[name]}' for name in keys)
        self._cursor.execute(
            f'UPDATE "{table.name}" AS t SET {sets} '  # noqa: S608
            f"FROM unnest({self._arrays(table, [*keys, *columns])}) "
            f"AS w({', '.join(places.values())}) WHERE {on}",
            [list(values) for values in (*keys.values(), *columns.values())],
        )

    def find(
        self, table: Table, keys: Columns, wanted: Sequence[str], where: str = "TRUE"
    ) -> list[tuple[Any, ...]]:
        """A lateral join, so that each key is looked up in the index."""
        names = [f"k{i}" for i in range(len(keys))]
        on = " AND ".join(
            f't."{name}" {_equal(table, name)} w.{short}'
            for name, short in zip(keys, names, strict=True)
        )
        self._cursor.execute(
            f"SELECT w.place - 1, f.* FROM unnest({self._arrays(table, keys)}) "  # noqa: S608
            f"WITH ORDINALITY AS w({', '.join(names)}, place) CROSS JOIN LATERAL ("
            f'SELECT {", ".join(wanted)} FROM "{table.name}" AS t WHERE {on} AND {where} '
            "OFFSET 0) AS f",
            [list(values) for values in keys.values()],
        )
        found: list[tuple[Any, ...]] = self._cursor.fetchall()
        return found

    def read(self, sql: str) -> Sequence[tuple[Any, ...]]:
        """The rows of a query as the driver gives them: several times as quick as with names."""
        rows: list[tuple[Any, ...]] = self._cursor.execute(sql).fetchall()
        return rows

    def analyze(self, table: Table) -> None:
        """Autovacuum would come too late for the first questions."""
        self._cursor.execute(f'ANALYZE "{table.name}"')

    def _arrays(self, table: Table, names: Any) -> str:  # noqa: ANN401
        dialect = self.connection.dialect
        return ", ".join(f"%s::{table.c[name].type.compile(dialect)}[]" for name in names)


def _equal(table: Table, name: str) -> str:
    return "IS NOT DISTINCT FROM" if table.c[name].nullable else "="
