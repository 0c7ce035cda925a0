"""One run in a thread at a time, whichever process makes it, and Stop for all of them.

Where a model may be asked, an answer takes seconds: the thread is claimed by a row for as long as
it takes. The row is renewed while its process lives; one that lapses belongs to a dead process.
Whoever is told to stop a run that is another process's marks its row, and that process looks.
"""

import logging
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, select, update

from bot.one_go import InOneGo
from bot.turns import turns
from storage.database import Database
from storage.errors import PiloteError
from storage.tables import runs
from storage.upsert import insert_new

log = logging.getLogger(__name__)

LAPSE = timedelta(seconds=6)
LOOK = 0.5  # seconds between two looks: at somebody else's run, at marks on one's own
RENEWED_EVERY = 3  # looks

Stopped = Callable[[], bool]
_OVER = delete(runs).where(runs.c.holder.in_(bindparam("holders", expanding=True)))
_LAPSED = delete(runs).where(
    runs.c.thread.in_(bindparam("threads", expanding=True)),
    runs.c.renewed_at < bindparam("lapsed"),
)


@dataclass
class Run:
    """One that this process has: called, it tells whether to stop. `marked` once its row is."""

    thread: str
    holder: str
    stopped: Stopped
    marked: bool = False
    over: bool = False

    def __call__(self) -> bool:
        return self.marked or self.stopped()


def ended(connection: Connection, over: Sequence[Run]) -> None:
    """With what they kept, in one transaction: nothing of them is to come."""
    if over:
        connection.execute(_OVER, {"holders": [run.holder for run in over]})
    for run in over:
        run.over = True


class Runs:
    """The runs of this process on one store.

    Hundreds may wait for a model: one thread looks after all of them, and ends with the last.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._taking = InOneGo(self._take)
        self._held: dict[str, Run] = {}  # by what stands for it in its row
        self._lock = threading.Lock()
        self._looking = False

    @contextmanager
    def alone(self, thread: str, stopped: Stopped) -> Iterator[Run]:
        """Inside, nothing else of this thread is answered by any process on this store; yields
        the run, which is to stop where `stopped` says so, or a mark on its row.

        Waits for the run before it, unless `stopped`.
        """
        run = Run(thread, uuid.uuid4().hex, stopped)
        while not (mine := self._taking.one(run)) and not stopped():
            with turns.waiting():
                time.sleep(LOOK)
        if not mine:
            yield run
            return
        self._begin(run)
        try:
            yield run
        finally:
            self._end(run)

    def ask_to_stop(self, thread: str) -> None:
        """Marks the run of a thread that another process has, if one has."""
        with self._lock:
            if any(run.thread == thread for run in self._held.values()):
                return
        living = (runs.c.thread == thread) & (runs.c.renewed_at >= _now() - LAPSE)
        with self._database.writing() as connection:
            connection.execute(update(runs).where(living).values(stopped=True))

    def _take(self, wanted: Sequence[Run]) -> Sequence[bool]:
        """Whether each may begin."""
        now = _now()
        first = {run.thread: run for run in reversed(wanted)}
        rows = [
            {"thread": thread, "holder": run.holder, "renewed_at": now, "stopped": False}
            for thread, run in first.items()
        ]
        with self._database.writing() as connection:
            connection.execute(_LAPSED, {"threads": list(first), "lapsed": now - LAPSE})
            taken = insert_new(connection, runs, rows)
        return [run.thread in taken and first[run.thread] is run for run in wanted]

    def _begin(self, run: Run) -> None:
        with self._lock:
            self._held[run.holder] = run
            if not self._looking:
                self._looking = True
                threading.Thread(target=self._look_after, name="runs", daemon=True).start()

    def _end(self, run: Run) -> None:
        with self._lock:
            del self._held[run.holder]
        if not run.over:
            with suppress(PiloteError), self._database.writing() as connection:  # else it lapses
                ended(connection, [run])

    def _look_after(self) -> None:
        looks = 0
        while held := self._after_a_while():
            looks += 1
            try:
                self._look(held, renewing=looks % RENEWED_EVERY == 0)
            except Exception as error:  # locked for a moment, or gone: the next look tells
                log.warning("runs were not looked after: %s", type(error).__name__)

    def _after_a_while(self) -> dict[str, Run]:
        time.sleep(LOOK)
        with self._lock:
            self._looking = bool(self._held)
            return dict(self._held)

    def _look(self, held: dict[str, Run], *, renewing: bool) -> None:
        mine = runs.c.holder.in_(held)
        with self._database.reading() as connection:
            for holder in connection.scalars(select(runs.c.holder).where(mine & runs.c.stopped)):
                held[holder].marked = True
        if renewing:
            with self._database.writing() as connection:
                connection.execute(update(runs).where(mine).values(renewed_at=_now()))


def _now() -> datetime:
    # The machine's clock: the bot's own may start anew with each process (PILOTE_NOW).
    return datetime.now(UTC)
