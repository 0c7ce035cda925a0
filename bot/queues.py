"""Queues in one process: who came first goes first."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager


class Queues:
    """A queue for each name, for as long as somebody is in it."""

    def __init__(self) -> None:
        self._of: dict[str, deque[asyncio.Event]] = {}

    @contextmanager
    def place(self, name: str) -> Iterator[asyncio.Event]:
        """Inside, a place in the queue, taken at once: the event is set when it is the first."""
        mine = asyncio.Event()
        queue = self._of.setdefault(name, deque())
        queue.append(mine)
        queue[0].set()
        try:
            yield mine
        finally:
            queue.remove(mine)
            if queue:
                queue[0].set()
            else:
                del self._of[name]

    @asynccontextmanager
    async def turn(self, name: str) -> AsyncIterator[None]:
        """Inside, nobody else of this queue is."""
        with self.place(name) as first:
            await first.wait()
            yield
