"""Turns at computing: few threads compute at a time, however many wait for a model.

Threads that compute share one interpreter with the event loop. A dozen of them at work left it so
little that acknowledgements came after Slack's three seconds.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

AT_ONCE = 3  # computing: the database works outside the interpreter, so that one core is not idle


class Turns:
    """So many at once, and the turn given up while one waits for somebody else."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._free = threading.Semaphore(at_once)
        self._mine = threading.local()

    @contextmanager
    def computing(self) -> Iterator[None]:
        """Inside, this thread has its turn."""
        with self._free:
            self._mine.held = True
            try:
                yield
            finally:
                self._mine.held = False

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Inside, this thread's turn is somebody else's, if it has one."""
        if not getattr(self._mine, "held", False):
            yield
            return
        self._free.release()
        try:
            yield
        finally:
            self._free.acquire()


turns = Turns()
