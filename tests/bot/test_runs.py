"""Each thread has one run at a time, whichever process makes it, and can be stopped from all."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, select

import bot.runs
from bot.runs import Runs
from storage.database import Database
from storage.tables import runs

THREAD = "slack:T1:D1:1.0"
PATIENCE = 30.0


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.runs, "LOOK", 0.05)


@pytest.fixture
def here(database: Database) -> Runs:
    return Runs(database)


@pytest.fixture
def elsewhere(database_url: str) -> Iterator[Runs]:
    """Another process, as far as the store can tell."""
    other = Database(database_url)
    yield Runs(other)
    other.close()


def never() -> bool:
    return False


def until(look: Callable[[], bool]) -> None:
    ends = time.monotonic() + PATIENCE
    while not look():
        assert time.monotonic() < ends
        time.sleep(0.02)


def renewed_at(database: Database) -> datetime:
    with database.reading() as connection:
        found: datetime = connection.execute(
            select(runs.c.renewed_at).where(runs.c.thread == THREAD)
        ).scalar_one()
        return found


def waits(other: Runs, ended: threading.Event) -> threading.Thread:
    """Somebody who wants the thread, too."""

    def work() -> None:
        with other.alone(THREAD, never):
            ended.set()

    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_the_next_run_waits_as_long_as_the_first_lives(
    database: Database, here: Runs, elsewhere: Runs
) -> None:
    begun = threading.Event()
    with here.alone(THREAD, never):
        taken, waiting = renewed_at(database), waits(elsewhere, begun)
        until(lambda: renewed_at(database) > taken)
        with elsewhere.alone("another thread", never):
            assert not begun.is_set()
    assert begun.wait(PATIENCE)
    waiting.join(PATIENCE)


def test_a_dead_process_holds_its_thread_for_a_moment_only(
    database: Database, elsewhere: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = {"thread": THREAD, "holder": "dead", "renewed_at": datetime.now(UTC), "stopped": True}
    with database.writing() as connection:
        connection.execute(insert(runs).values(row))
    monkeypatch.setattr(bot.runs, "LAPSE", timedelta(seconds=0.9))
    started = time.monotonic()
    with elsewhere.alone(THREAD, never) as stopped:
        assert time.monotonic() - started > 0.5
        time.sleep(0.2)
        assert not stopped()  # that was meant for the one before
    with database.reading() as connection:
        assert connection.execute(select(runs)).all() == []


def test_a_run_is_stopped_from_another_process(here: Runs, elsewhere: Runs) -> None:
    elsewhere.ask_to_stop(THREAD)  # nothing runs: the next one is not meant
    with here.alone(THREAD, never) as stopped, here.alone("another thread", never) as other:
        time.sleep(0.2)
        assert not stopped()
        elsewhere.ask_to_stop(THREAD)
        until(stopped)
        assert not other()


def test_who_gives_up_waits_no_longer(here: Runs, elsewhere: Runs) -> None:
    given_up = threading.Event()
    threading.Timer(0.2, given_up.set).start()
    with here.alone(THREAD, never):
        with elsewhere.alone(THREAD, given_up.is_set) as stopped:
            assert stopped()
        begun = threading.Event()
        waiting = waits(elsewhere, begun)
        assert not begun.wait(0.3)  # the first still has it
    waiting.join(PATIENCE)


def test_of_many_who_want_one_thread_at_once_one_has_it(database: Database, here: Runs) -> None:
    """They are taken in one go, with those of other threads."""
    at_it, most = list[str](), list[int]()
    begin = threading.Barrier(12)

    def work(thread: str) -> None:
        begin.wait(PATIENCE)
        with here.alone(thread, never):
            at_it.append(thread)
            most.append(at_it.count(THREAD))
            time.sleep(0.02)
            at_it.remove(thread)

    others = [f"{THREAD}.{number}" for number in range(6)]
    threads = [threading.Thread(target=work, args=(one,)) for one in (*others, *[THREAD] * 6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(PATIENCE)
    assert len(most) == 12
    assert max(most) == 1
    with database.reading() as connection:
        assert connection.execute(select(runs)).all() == []
