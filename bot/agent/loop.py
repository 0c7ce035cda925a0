"""A thread with an event loop of its own: what runs there can be given up at any moment.

Questions are answered in threads; a request that somebody waits for in one could only be timed
out between two bytes, and an endpoint that sends one now and then would hold it for ever.
"""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError
from typing import Any, TypeVar

from bot.turns import turns

_Result = TypeVar("_Result")
LOOK = 0.2  # seconds between two looks at whether somebody still waits


class Loop:
    """Runs coroutines for other threads, each for a limited time."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._awaited: dict[asyncio.Task[Any], Callable[[], bool]] = {}
        self._looking = False
        self._thread = threading.Thread(target=self._loop.run_forever, name="model", daemon=True)
        self._thread.start()

    def run(
        self,
        work: Coroutine[Any, Any, _Result],
        seconds: float,
        stopped: Callable[[], bool] = lambda: False,
    ) -> _Result:
        """Its result. Raises TimeoutError after so many seconds or where nobody waits any more,
        and what the work raises."""
        limited = self._limited(work, seconds, stopped)
        try:
            with turns.waiting():
                return asyncio.run_coroutine_threadsafe(limited, self._loop).result(seconds + 5)
        except CancelledError as error:  # given up, or closed meanwhile
            raise TimeoutError from error

    def close(self) -> None:
        """Ends the thread; whoever still waits is told that time is up."""
        self._loop.call_soon_threadsafe(self._end)
        self._thread.join(timeout=5)

    def _end(self) -> None:
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.call_soon(self._loop.stop)

    async def _limited(
        self, work: Coroutine[Any, Any, _Result], seconds: float, stopped: Callable[[], bool]
    ) -> _Result:
        task = asyncio.current_task()
        if task is None:  # never: this is one
            raise RuntimeError
        self._awaited[task] = stopped
        if not self._looking:
            self._look()
        try:
            async with asyncio.timeout(seconds):
                return await work
        finally:
            del self._awaited[task]

    def _look(self) -> None:
        """At everybody who waits, all at once: hundreds may."""
        for task, stopped in self._awaited.items():
            if stopped():
                task.cancel()
        self._looking = bool(self._awaited)
        if self._looking:
            self._loop.call_later(LOOK, self._look)
