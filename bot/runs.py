"""One run in a thread at a time, whichever process makes it, and Stop for all of them.

Where a model may be asked, an answer takes seconds: the thread is claimed by a row for as long as
it takes. The row is renewed while its process lives; one that lapses belongs to a dead process.
Whoever is told to stop a run that is another process's marks its row, and that process looks.
"""

import logging
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy import bindparam, delete, select, update

from bot.turns import turns
from storage.database import Database
from storage.errors import PiloteError
from storage.tables import runs
from storage.upsert import upsert

log = logging.getLogger(__name__)

LAPSE = timedelta(seconds=6)
LOOK = 0.5  # seconds between two looks: at somebody else's run, at marks on one's own
RENEWED_EVERY = 3  # looks

Stopped = Callable[[], bool]
_LAPSED = runs.c.renewed_at < bindparam("lapsed")


@dataclass(frozen=True)
class _Run:
    """One that this process has; `marked` once its row is."""

    thread: str
    marked: threading.Event = field(default_factory=threading.Event)


class Runs:
    """The runs of this process on one store.

    Hundreds may wait for a model: one thread looks after all of them, and ends with the last.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._held: dict[str, _Run] = {}  # by what stands for it in its row
        self._lock = threading.Lock()
        self._looking = False

    @contextmanager
    def alone(self, thread: str, stopped: Stopped) -> Iterator[Stopped]:
        """Inside, nothing else of this thread is answered by any process on this store; yields
        whether to stop, which `stopped` may say, or a mark on the row.

        Waits for the run before it, unless `stopped`.
        """
        holder = uuid.uuid4().hex
        while not (mine := self._take(thread, holder)) and not stopped():
            with turns.waiting():
                time.sleep(LOOK)
        if not mine:
            yield stopped
            return
        run = self._begin(holder, thread)
        try:
            yield lambda: stopped() or run.marked.is_set()
        finally:
            self._end(holder)

    def ask_to_stop(self, thread: str) -> None:
        """Marks the run of a thread that another process has, if one has."""
        with self._lock:
            if any(run.thread == thread for run in self._held.values()):
                return
        living = (runs.c.thread == thread) & (runs.c.renewed_at >= _now() - LAPSE)
        with self._database.writing() as connection:
            connection.execute(update(runs).where(living).values(stopped=True))

    def _take(self, thread: str, holder: str) -> bool:
        now = _now()
        row = {"thread": thread, "holder": holder, "renewed_at": now, "stopped": False}
        with self._database.writing() as connection:
            return upsert(connection, runs, row, where=_LAPSED, lapsed=now - LAPSE)

    def _begin(self, holder: str, thread: str) -> _Run:
        with self._lock:
            run = self._held[holder] = _Run(thread)
            if not self._looking:
                self._looking = True
                threading.Thread(target=self._look_after, name="runs", daemon=True).start()
        return run

    def _end(self, holder: str) -> None:
        with self._lock:
            del self._held[holder]
        with suppress(PiloteError), self._database.writing() as connection:  # else it lapses
            connection.execute(delete(runs).where(runs.c.holder == holder))

    def _look_after(self) -> None:
        looks = 0
        while held := self._after_a_while():
            looks += 1
            try:
                self._look(held, renewing=looks % RENEWED_EVERY == 0)
            except Exception as error:  # locked for a moment, or gone: the next look tells
                log.warning("runs were not looked after: %s", type(error).__name__)

    def _after_a_while(self) -> dict[str, _Run]:
        time.sleep(LOOK)
        with self._lock:
            self._looking = bool(self._held)
            return dict(self._held)

    def _look(self, held: dict[str, _Run], *, renewing: bool) -> None:
        mine = runs.c.holder.in_(held)
        with self._database.reading() as connection:
            for holder in connection.scalars(select(runs.c.holder).where(mine & runs.c.stopped)):
                held[holder].marked.set()
        if renewing:
            with self._database.writing() as connection:
                connection.execute(update(runs).where(mine).values(renewed_at=_now()))


def _now() -> datetime:
    # The machine's clock: the bot's own may start anew with each process (PILOTE_NOW).
    return datetime.now(UTC)
