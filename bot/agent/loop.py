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
        limited = _limited(work, seconds, stopped)
        try:
            with turns.waiting():
                return asyncio.run_coroutine_threadsafe(limited, self._loop).result(seconds + 5)
        except CancelledError as error:  # closed meanwhile
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
    work: Coroutine[Any, Any, _Result], seconds: float, stopped: Callable[[], bool]
) -> _Result:
    async with asyncio.timeout(seconds):
        task = asyncio.ensure_future(work)
        try:
            while not task.done():
                await asyncio.wait([task], timeout=LOOK)
                if stopped():
                    raise TimeoutError
            return task.result()
        finally:
            task.cancel()
