"""Opening the store: one URL, SQLite or PostgreSQL, brought up to date on the way in."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from storage.errors import PiloteError, SetupError

# The newest migration. Compared on opening, so that Alembic (slow to import) is loaded
# only when there is something to migrate; a test holds it to the migrations folder.
HEAD = "0031"

BUSY_SECONDS = 5
_BEGINS = "begins"  # how the next transaction of a connection of SQLite does
# Connections beyond the five that stay open: a question keeps one while it waits for a model. Two
# processes stay within the 100 that PostgreSQL allows by default.
OVERFLOW = 40


class Database:
    """The store behind one URL.

    Raises `SetupError` (`database_url`, `database_unreachable`, `database_newer`) on opening and
    `PiloteError` (`database_locked`) when another process holds the write lock for long.
    """

    def __init__(self, url: str) -> None:
        self.url = parse_url(url)
        self.engine = _engine(self.url)
        self._writing = threading.Lock() if self.engine.dialect.name == "sqlite" else None
        self._bring_up_to_date()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view of the store: no import lands between two statements."""
        with translated(self.url), self.engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection = connection.execution_options(  # noqa: PLW2901
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: everything in it is kept, or nothing."""
        with self._alone(), translated(self.url), self.engine.connect() as connection:
            to_write(connection)
            with connection.begin():
                yield connection

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """SQLite takes one writer at a time. Of this process's, each goes on as soon as the one
        before it is through; whoever waits in SQLite itself only looks now and then."""
        if self._writing is None:
            yield
            return
        if not self._writing.acquire(timeout=BUSY_SECONDS):
            raise PiloteError("database_locked")
        try:
            yield
        finally:
            self._writing.release()

    def is_there(self) -> bool:
        """Whether a SQLite file still lies where it was: open connections outlive it."""
        name = self.url.database
        kept_in_file = self.url.get_backend_name() == "sqlite" and name and name != ":memory:"
        return not kept_in_file or Path(name or "").is_file()

    def close(self) -> None:
        """Gives all connections back."""
        self.engine.dispose()

    def _bring_up_to_date(self) -> None:
        with translated(self.url):
            version = self._version()
            if version != HEAD:
                from storage.importing.rederive import rederive  # noqa: PLC0415
                from storage.migrations import is_known, upgrade  # noqa: PLC0415 (loads Alembic)

                if version is not None and not is_known(version):
                    raise SetupError("database_newer", url=shown(self.url), version=version)
                upgrade(self.engine, rederive)

    def _version(self) -> str | None:
        with self.engine.connect() as connection:
            try:
                return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            except DatabaseError as error:
                if _is_missing_table(error):
                    return None
                raise


@contextmanager
def translated(url: URL) -> Iterator[None]:
    """Turns a driver's complaint about the connection into a sentence for the user."""
    try:
        yield
    except DBAPIError as error:
        problem = str(error.orig).lower()
        if "locked" in problem or "busy" in problem:
            raise PiloteError("database_locked") from error
        if error.connection_invalidated or _is_unreachable(problem):
            raise SetupError("database_unreachable", url=shown(url)) from error
        raise


def shown(url: URL) -> str:
    """The URL without its password, for people and logs."""
    return url.render_as_string(hide_password=True)


def parse_url(url: str, complaint: str = "database_url") -> URL:
    """The URL with our own PostgreSQL driver. Raises SetupError with the `complaint` as code."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        # The text may hold a password: it goes neither to the screen nor to the log.
        raise SetupError(complaint) from error
    if parsed.drivername in {"postgres", "postgresql"}:
        parsed = parsed.set(drivername="postgresql+psycopg")
    return parsed


def _engine(url: URL) -> Engine:
    try:
        backend = url.get_backend_name()
        if backend == "sqlite":
            return _sqlite_engine(url)
        if backend == "postgresql":
            connecting = {"connect_timeout": 5}
            return create_engine(
                url, pool_pre_ping=True, max_overflow=OVERFLOW, connect_args=connecting
            )
    except (NoSuchModuleError, ImportError) as error:
        raise SetupError("database_url") from error
    raise SetupError("database_url")


def _sqlite_engine(url: URL) -> Engine:
    if url.database and url.database != ":memory:" and not Path(url.database).parent.is_dir():
        raise SetupError("database_unreachable", url=shown(url))
    # A store in memory is one connection: there is nothing to overflow.
    pool = {"max_overflow": OVERFLOW} if url.database and url.database != ":memory:" else {}
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, **pool)
    event.listen(engine, "connect", _prepare_sqlite)
    # By the dialect, since an engine that has listeners asks for them with every statement.
    engine.dialect.do_begin = _begin_sqlite  # type: ignore[assignment, method-assign]
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    # SQLAlchemy emits BEGIN itself (below): the driver's own opens no read transaction.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode=WAL")  # readers go on while an import writes
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA cache_size=-65536")  # 64 MB
    connection.execute("PRAGMA mmap_size=8589934592")
    connection.execute("PRAGMA temp_store=FILE")  # an import's memory must not grow with its files


def _begin_sqlite(connection: PoolProxiedConnection) -> None:
    connection.cursor().execute(f"BEGIN {connection.info.pop(_BEGINS, 'DEFERRED')}")


def to_write(connection: Connection) -> None:
    """Lets the next transaction take the write lock at once: two writers of SQLite wait instead of
    failing half-way."""
    if connection.dialect.name == "sqlite":
        connection.connection.info[_BEGINS] = "IMMEDIATE"


def _is_missing_table(error: DatabaseError) -> bool:
    problem = str(error.orig).lower()
    return "no such table" in problem or "does not exist" in problem


def _is_unreachable(problem: str) -> bool:
    signs = ("unable to open", "not a database", "connection", "could not translate", "readonly")
    return any(sign in problem for sign in signs)
