"""SQLite stores for tests, each a copy of one that was made once: making one runs every migration,
which costs more than most tests."""

import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from storage.database import Database


def empty_store(path: Path) -> Database:
    """An empty store in a file that is not there yet."""
    path.write_bytes(_bytes_of(_nothing))
    return Database(f"sqlite:///{path}")


def fill_from(database: Database, fill: Callable[[Database], None]) -> bool:
    """Makes an empty SQLite file one that `fill` has filled; False for any other database."""
    path = database.engine.url.database
    if database.engine.dialect.name != "sqlite" or not path:
        return False
    database.engine.dispose()
    for beside in ("-wal", "-shm"):
        Path(path + beside).unlink(missing_ok=True)
    Path(path).write_bytes(_bytes_of(fill))
    return True


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
