"""Waiting for something to become true in the workspace, without polling."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")


class Signal:
    """Wakes all who wait whenever anything changed."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def changed(self) -> None:
        """Something is different now."""
        waiting, self._waiting = self._waiting, set()
        for one in waiting:
            if not one.done():
                one.set_result(None)

    async def wait(self) -> None:
        """Return at the next change."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        await future

    async def until(self, look: Callable[[], Found | None], seconds: float) -> Found:
        """Return what `look` finds as soon as it finds something; TimeoutError after `seconds`."""
        async with asyncio.timeout(seconds):
            while not (found := look()):
                await self.wait()
        return found
