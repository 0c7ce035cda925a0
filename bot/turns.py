"""Turns at computing: few threads compute at a time, however many wait for a model.

Threads that compute share one interpreter with the event loop. A dozen of them at work left it so
little that acknowledgements came after Slack's three seconds. What waits for its turn is a place in
a queue and no thread.

Who comes back from a model waits like everybody behind those who came before: of hundreds who ask
at the same moment all have asked the model before the first is answered, so that it thinks about
all of them at once.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")
_Go = Callable[[], bool]

AT_ONCE = 2  # computing: the database works outside the interpreter, so that one core is not idle


class Turns:
    """So many at once, and the turn given up while one waits for somebody else."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._free = at_once
        self._waiting: deque[_Go] = deque()
        self._lock = threading.Lock()
        self._mine = threading.local()

    def take(self, go: _Go) -> None:
        """Calls `go` when there is a turn for it, at once or later. The turn is to be given up,
        unless `go` says (false) that it has no use for it."""
        with self._lock:
            free = self._free > 0
            self._free -= free
            if not free:
                self._waiting.append(go)
        if free and not go():
            self.give_up()

    def give_up(self) -> None:
        """The turn is the next one's."""
        while True:
            with self._lock:
                go = self._waiting.popleft() if self._waiting else None
                self._free += go is None
            if go is None or go():
                return

    @contextmanager
    def computing(self) -> Iterator[None]:
        """Inside, this thread has the turn that was taken for it."""
        self._mine.held = True
        try:
            yield
        finally:
            self._mine.held = False
            self.give_up()

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Inside, this thread's turn is somebody else's, if it has one."""
        if not getattr(self._mine, "held", False):
            yield
            return
        self.give_up()
        try:
            yield
        finally:
            again = threading.Event()

            def go() -> bool:
                again.set()
                return True

            self.take(go)
            again.wait()


turns = Turns()


class InTurn(ThreadPoolExecutor):
    """Threads in which everything is done in turn."""

    def submit(
        self, fn: Callable[_Given, _Result], /, *args: _Given.args, **kwargs: _Given.kwargs
    ) -> Future[_Result]:
        """Like any executor's."""
        future: Future[_Result] = Future()

        def work() -> None:
            with turns.computing():
                if future.set_running_or_notify_cancel():
                    try:
                        result = fn(*args, **kwargs)
                    except BaseException as error:  # whatever it is, who waits is told
                        future.set_exception(error)
                    else:
                        future.set_result(result)

        def go() -> bool:
            if future.cancelled():
                return False
            try:
                super(InTurn, self).submit(work)
            except RuntimeError as error:  # shut down meanwhile
                if future.set_running_or_notify_cancel():
                    future.set_exception(error)
                return False
            return True

        turns.take(go)
        return future
