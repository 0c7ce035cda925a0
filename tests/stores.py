"""Stores for tests, each a copy of one that was made once: making one runs every migration,
which costs more than most tests."""

import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from storage.database import Database
from tests.postgresql import SERVERS_OWN, databases, named


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
    url = database.engine.url
    server = named(url.render_as_string(hide_password=False), SERVERS_OWN)
    databases(server).fill(url.database or "", fill)


@cache
def _bytes_of(fill: Callable[[Database], None]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        store = Database(f"sqlite:///{path}")
        fill(store)
        store.close()  # the last connection moves what is in the log into the file
        return path.read_bytes()


def _nothing(_: Database) -> None:
    """Leaves it as the migrations have made it."""
