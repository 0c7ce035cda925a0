"""Ahead of the questions: what the first one after an import would wait for is worked out by the
bot itself, beside its answers.

At a million deals the first projection takes some twelve seconds of processor time: the past open
deals that its track record is made from are read once for each import and day, and kept.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from threading import Event, Thread

from sqlalchemy import Connection, event

from bot.conversation import log_failure
from bot.pilote import Pilote
from storage.errors import PiloteError
from tools.engine.compute import Desk, compute
from tools.engine.people import Person, people_of
from tools.engine.request import KpiRequest
from tools.engine.version import Version

log = logging.getLogger(__name__)

AFTER = 2.0  # seconds: who starts the bot is served first
EVERY = 10.0  # seconds between two looks whether data came in, or the day is over
REQUESTS = (
    KpiRequest(kpi="forecast", period="this_quarter"),
    KpiRequest(kpi="forecast", period="this_quarter", by="rep"),
    KpiRequest(kpi="forecast", period="this_quarter", by="team"),
)


class _StoppedError(Exception):
    """The bot stops: nobody asks any more."""


@contextmanager
def working_ahead(bot: Pilote, *, after: float = AFTER, every: float = EVERY) -> Iterator[None]:
    """Inside, a thread looks whether data came in and answers what is asked first. The thread is
    never waited for: a stop ends it before its next query."""
    stopping = Event()
    ahead = _Ahead(bot, stopping)
    Thread(target=ahead.run, args=(after, every), name="ahead", daemon=True).start()
    try:
        yield
    finally:
        stopping.set()


class _Ahead:
    """The work of the thread."""

    def __init__(self, bot: Pilote, stopping: Event) -> None:
        self._bot = bot
        self._stopping = stopping
        self._done: tuple[Version | None, date] | None = None

    def run(self, after: float, every: float) -> None:
        """Again and again, until the bot stops."""
        pause = after
        while not self._stopping.wait(pause):
            pause = every
            try:
                self._work()
            except _StoppedError:
                return
            except PiloteError as error:  # nothing imported yet, or the store is busy
                log.info("not worked ahead: %s", error.code)
            except Exception as error:
                log_failure("could not work ahead", error)

    def _work(self) -> None:
        with self._bot.sales.reading() as connection:
            at = self._bot.desk(connection)
            state = (at.company.version, at.today)
            if state == self._done:
                return
            self._done = state  # also where it fails: whoever asks is told why
            event.listen(connection, "before_execute", self._go_on)
            begun = time.monotonic()
            self._answer(at)
            log.info("ready for the first questions after %.1f s", time.monotonic() - begun)

    def _answer(self, at: Desk) -> None:
        self._bot.reader(at)
        asker = _of_all(at)
        if asker is not None:
            for request in REQUESTS:
                compute(at, asker, request)

    def _go_on(self, connection: Connection, *_statement: object) -> None:
        if self._stopping.is_set():
            raise _StoppedError


def _of_all(at: Desk) -> Person | None:
    """Somebody who sees everything: what is read for them serves all."""
    found = people_of(at.connection, ("executive", "operations"))
    return next((one for one in found if one.is_active(at.today)), None)
