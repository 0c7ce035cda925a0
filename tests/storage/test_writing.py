"""Writers of one process wait for one another, not for SQLite."""

import threading
from pathlib import Path

import pytest
from sqlalchemy import text

import storage.database
from storage.database import Database
from storage.errors import PiloteError
from tests.stores import empty_store

WRITERS, EACH = 8, 25


def _counts(database: Database) -> None:
    for _ in range(EACH):
        with database.writing() as connection:
            seen = connection.execute(text("SELECT n FROM counted")).scalar_one()
            connection.execute(text("UPDATE counted SET n = :n"), {"n": seen + 1})


def test_nothing_is_lost_of_what_many_write(tmp_path: Path) -> None:
    database = empty_store(tmp_path / "store.db")
    with database.writing() as connection:
        connection.execute(text("CREATE TABLE counted (n INTEGER)"))
        connection.execute(text("INSERT INTO counted VALUES (0)"))
    writers = [threading.Thread(target=_counts, args=(database,)) for _ in range(WRITERS)]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    with database.reading() as connection:
        assert connection.execute(text("SELECT n FROM counted")).scalar_one() == WRITERS * EACH
    database.close()


def test_who_waits_too_long_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage.database, "BUSY_SECONDS", 0.1)
    database = empty_store(tmp_path / "store.db")
    inside, through = threading.Event(), threading.Event()

    def long() -> None:
        with database.writing():
            inside.set()
            through.wait(10)

    writer = threading.Thread(target=long)
    writer.start()
    assert inside.wait(10)
    with pytest.raises(PiloteError) as told, database.writing():
        pass
    assert told.value.code == "database_locked"
    through.set()
    writer.join()
    with database.writing():
        pass  # it goes on
    database.close()
