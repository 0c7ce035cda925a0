"""Turns at computing: few threads compute at a time, however many wait for a model.

Threads that compute share one interpreter with the event loop. A dozen of them at work left it so
little that acknowledgements came after Slack's three seconds.
"""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")

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


class InTurn(ThreadPoolExecutor):
    """Threads in which everything is done in turn."""

    def submit(
        self, fn: Callable[_Given, _Result], /, *args: _Given.args, **kwargs: _Given.kwargs
    ) -> Future[_Result]:
        """Like any executor's."""

        def work() -> _Result:
            with turns.computing():
                return fn(*args, **kwargs)

        return super().submit(work)
