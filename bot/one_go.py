"""Writing for many threads in one transaction: whoever comes while somebody writes is served next,
with everybody else who did.

A store takes one writer at a time (SQLite) or one by one to the disk: with a transaction for each,
answers waited for one another half of their time.
"""

import threading
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from bot.turns import turns
from storage.errors import PiloteError

Asked = TypeVar("Asked")
Given = TypeVar("Given")

MOST = 100  # in one go: a statement has room for so many


@dataclass(eq=False)
class _Place(Generic[Asked, Given]):
    """Somebody who waits: called, they are served, or serve all who wait."""

    asked: Asked
    given: list[Given] = field(default_factory=list)
    error: Exception | None = None
    called: threading.Event = field(default_factory=threading.Event)

    @property
    def served(self) -> bool:
        return bool(self.given) or self.error is not None


class InOneGo(Generic[Asked, Given]):
    """Work of one kind, done by one of the threads that want it for all of them. Who is alone does
    it at once."""

    def __init__(self, work: Callable[[Sequence[Asked]], Sequence[Given]]) -> None:
        """`work` gives something for each that asked, in their order, or does nothing of it. Where
        it fails, each is tried alone; where it is the store that fails (PiloteError), none is: each
        would wait as long."""
        self._work = work
        self._waiting: list[_Place[Asked, Given]] = []
        self._at_it = False
        self._lock = threading.Lock()

    def one(self, asked: Asked) -> Given:
        """What comes of this one. Raises what the work raises."""
        mine = _Place[Asked, Given](asked)
        with self._lock:
            self._waiting.append(mine)
            first, self._at_it = not self._at_it, True
        with nullcontext() if first else turns.waiting():
            if not first:
                mine.called.wait()
            if not mine.served:
                self._serve()
        if mine.error is not None:
            raise mine.error
        return mine.given[0]

    def _serve(self) -> None:
        """All who wait by now; the first of those who come meanwhile goes on with the others."""
        with self._lock:
            served, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
        try:
            self._done(served)
        finally:
            with self._lock:
                following = self._waiting[0] if self._waiting else None
                self._at_it = following is not None
            for place in (*served, *filter(None, [following])):
                place.called.set()

    def _done(self, served: Sequence[_Place[Asked, Given]]) -> None:
        try:
            found = self._work([place.asked for place in served])
        except Exception as error:
            if len(served) > 1 and not isinstance(error, PiloteError):
                for place in served:
                    self._done([place])
                return
            for place in served:
                place.error = error
            return
        for place, given in zip(served, found, strict=True):
            place.given = [given]
