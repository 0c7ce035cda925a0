"""What the first question after an import would wait for is there before it is asked."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event

from bot.ahead import working_ahead
from bot.pilote import Pilote
from bot.settings import Clock, Settings
from storage.importing import import_source
from tests.conftest import TODAY
from tests.reference.varied import Variant, write_varied
from tests.stores import empty_store
from tools.engine.compute import compute, desk
from tools.engine.people import people_of
from tools.engine.request import KpiRequest


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[Pilote]:
    database = empty_store(tmp_path / "ahead.db")
    settings = Settings(_env_file=None, pilote_today=str(TODAY))
    bot = Pilote(database, Clock(settings))
    yield bot
    bot.close()


@contextmanager
def _statements(bot: Pilote) -> Iterator[list[str]]:
    """What is asked of the database while inside."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(bot.database.engine, "before_cursor_execute", note)
    yield asked
    event.remove(bot.database.engine, "before_cursor_execute", note)


def _until(met: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not met():
        assert time.monotonic() < end
        time.sleep(0.02)


def _ahead() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "ahead"]


def test_after_each_import_nothing_is_left_to_read(
    bot: Pilote, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot.ahead")
    with working_ahead(bot, after=0.0, every=0.05):
        _until(lambda: "store_empty" in caplog.text)
        import_source(bot.database, write_varied(tmp_path, Variant(7, 9, 300, 1), TODAY))
        _until(lambda: "ready" in caplog.text)
        with bot.database.reading() as connection, _statements(bot) as needed:
            asker = people_of(connection, ["executive"])[0]
            figure = compute(desk(connection, TODAY), asker, KpiRequest(kpi="forecast"))
    assert figure.value
    assert not [one for one in needed if "opportunities" in one or "deal_spans" in one]
    _until(lambda: not _ahead())


def test_a_stop_is_not_waited_for(bot: Pilote, tmp_path: Path) -> None:
    import_source(bot.database, write_varied(tmp_path, Variant(7, 9, 300, 1), TODAY))
    begun, goes_on = threading.Event(), threading.Event()

    def hold(*_: object) -> None:
        begun.set()
        goes_on.wait(20)

    with _statements(bot) as asked:
        event.listen(bot.database.engine, "before_cursor_execute", hold)
        with working_ahead(bot, after=0.0):
            assert begun.wait(20)
        assert _ahead()  # in the middle of its first query
        goes_on.set()
        _until(lambda: not _ahead())
    assert asked
    assert not [one for one in asked if "deal_spans" in one]
