"""Stores for tests, each a copy of one that was made once: making one runs every migration,
which costs more than most tests."""

import tempfile
import uuid
from collections.abc import Callable
from functools import cache
from pathlib import Path

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url

from storage.database import Database


def empty_store(path: Path) -> Database:
    """An empty store in a file that is not there yet."""
    path.write_bytes(_bytes_of(_nothing))
    return Database(f"sqlite:///{path}")


def fill_from(database: Database, fill: Callable[[Database], None]) -> None:
    """Makes an empty store one that `fill` has filled."""
    database.engine.dispose()
    if database.engine.dialect.name == "sqlite":
        path = database.engine.url.database or ""
        for beside in ("-wal", "-shm"):
            Path(path + beside).unlink(missing_ok=True)
        Path(path).write_bytes(_bytes_of(fill))
        return
    url = database.engine.url.render_as_string(hide_password=False)
    server, name = named(url, "postgres"), database.engine.url.database
    template = _template_of(fill, server)
    administer(server, f"DROP DATABASE {name} WITH (FORCE)")
    administer(server, f"CREATE DATABASE {name} TEMPLATE {template}")


def named(url: str, name: str) -> str:
    """The URL of another database of the same server."""
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def administer(url: str, statement: str) -> None:
    """Runs what a server does outside transactions."""
    with _server(url).connect() as connection:
        connection.execute(text(statement))


@cache
def _server(url: str) -> Engine:
    """Kept for the whole run: connecting took as long as what is done."""
    return create_engine(url, isolation_level="AUTOCOMMIT")


@cache
def _bytes_of(fill: Callable[[Database], None]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        store = Database(f"sqlite:///{path}")
        fill(store)
        store.close()  # the last connection moves what is in the log into the file
        return path.read_bytes()


@cache
def _template_of(fill: Callable[[Database], None], server: str) -> str:
    name = f"template_{uuid.uuid4().hex}"
    administer(server, f"CREATE DATABASE {name} TEMPLATE template_pilote")
    store = Database(named(server, name))
    fill(store)
    store.close()
    return name


def _nothing(_: Database) -> None:
    """Leaves it as the migrations have made it."""
