"""PostgreSQL databases for tests, used again and again.

Making one copies ten megabytes, which took longer than most tests, and dropping one waits for
whoever has not yet left it. Rows of a test are few: they are taken out, and those of the next put
in.
"""

import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache

import psycopg
from sqlalchemy.engine import make_url

from storage.database import Database

Fill = Callable[[Database], None]

SERVERS_OWN = "postgres"  # the database that a server comes with
TEMPLATE = "template_pilote"  # a store as the migrations have made it
LEAVING = 10.0  # seconds until everybody has left whose connection was ended
LARGE = 128 * 1024  # bytes of a table of which no dead rows are left behind

_SHAPE = """
SELECT md5(string_agg(concat_ws(' ', c.relname, c.relkind, a.attname, a.atttypid, a.attnotnull,
                                a.attisdropped), ',' ORDER BY c.oid, a.attnum))
FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
WHERE c.relnamespace = 'public'::regnamespace
"""
_TABLES = """
SELECT quote_ident(relname), pg_relation_size(oid) FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY oid
"""
_SEQUENCES = """
SELECT format('setval(%L, %s, %s)', quote_ident(sequencename), coalesce(last_value, start_value),
              (last_value IS NOT NULL)::text)
FROM pg_sequences WHERE schemaname = 'public'
"""


@dataclass(frozen=True)
class State:
    """What is in a database: the rows of each table, as COPY has them, and where counters are."""

    rows: Mapping[str, bytes]
    counters: tuple[str, ...]


@dataclass
class Databases:
    """Those of one server; each is one test's at a time, under a name that no other test had."""

    server: str
    _free: list[str] = field(default_factory=list)
    _states: dict[Fill | None, State] = field(default_factory=dict)
    _shape: str = ""

    @contextmanager
    def one(self) -> Iterator[str]:
        """The URL of an empty store."""
        empty = self._state_of(None)
        name = self._named_anew() or self._made()
        self._put(name, empty)
        yield named(self.server, name)
        self._free.append(name)

    def fill(self, name: str, fill: Fill) -> None:
        """Makes a store what `fill` makes of an empty one."""
        self._put(name, self._state_of(fill))

    def do(self, statement: str) -> None:
        """What a server does outside transactions."""
        with self._at(SERVERS_OWN) as connection:
            connection.execute(statement)

    def _named_anew(self) -> str | None:
        """One that a test has left as it was made, but for its rows."""
        while self._free:
            before, name = self._free.pop(), f"test_{uuid.uuid4().hex}"
            self._all_out(before)
            with self._at(before) as connection:
                same = _shape(connection) == self._shape
            if not same:
                self.do(f"DROP DATABASE {before} WITH (FORCE)")
                continue
            self.do(f"ALTER DATABASE {before} RENAME TO {name}")
            return name
        return None

    def _made(self) -> str:
        name = f"test_{uuid.uuid4().hex}"
        self.do(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        return name

    def _state_of(self, fill: Fill | None) -> State:
        if fill not in self._states:
            name = self._made()
            if fill:
                store = Database(named(self.server, name))
                fill(store)
                store.close()
            with self._at(name) as connection:
                self._states[fill] = _state(connection)
                self._shape = self._shape or _shape(connection)
            self._free.append(name)
        return self._states[fill]

    def _put(self, name: str, state: State) -> None:
        with self._at(name) as connection, connection.transaction(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")  # in any order
            tables = cursor.execute(_TABLES).fetchall()
            large = ", ".join(table for table, size in tables if size > LARGE)
            small = "; ".join(f"DELETE FROM {table}" for table, size in tables if size <= LARGE)
            cursor.execute(f"TRUNCATE {large} CASCADE" if large else "SELECT 1")
            cursor.execute(small)
            for table, rows in state.rows.items():
                with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                    copy.write(rows)
            cursor.execute(f"SELECT {', '.join(state.counters)}")

    def _all_out(self, name: str) -> None:
        """Ends what a test has left connected: a locked row would stop the next one."""
        others = "FROM pg_stat_activity WHERE datname = %s"
        until = time.monotonic() + LEAVING
        with self._at(SERVERS_OWN) as connection:
            connection.execute(f"SELECT pg_terminate_backend(pid) {others}", (name,))
            while connection.execute(f"SELECT 1 {others}", (name,)).fetchone():
                assert time.monotonic() < until, "somebody does not leave the database"
                time.sleep(0.002)

    @contextmanager
    def _at(self, name: str) -> Iterator[psycopg.Connection]:
        url = named(self.server, name).replace("postgresql+psycopg://", "postgresql://", 1)
        with psycopg.connect(url, autocommit=True) as connection:
            yield connection


@cache
def databases(server: str) -> Databases:
    """Those of a server, by the URL of the one that it came with."""
    return Databases(server)


def named(url: str, name: str) -> str:
    """The URL of another database of the same server."""
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def _shape(connection: psycopg.Connection) -> str:
    found = connection.execute(_SHAPE).fetchone()
    assert found
    return str(found[0])


def _state(connection: psycopg.Connection) -> State:
    rows: dict[str, bytes] = {}
    with connection.cursor() as cursor:
        for table, _ in cursor.execute(_TABLES).fetchall():
            with cursor.copy(f"COPY {table} TO STDOUT") as copy:
                content = b"".join(bytes(part) for part in copy)
            if content:
                rows[table] = content
        counters = tuple(told for (told,) in cursor.execute(_SEQUENCES).fetchall())
    return State(rows, counters)
