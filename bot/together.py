"""Small work for many who come at once: whoever comes while some of it is being done is served
with everybody else who did, in one go."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Generic, TypeVar

Asked = TypeVar("Asked")
Given = TypeVar("Given")

MOST = 100  # in one go: a statement has room for so many


class Together(Generic[Asked, Given]):
    """Does work of one kind in a thread of its own: it takes no turn at computing (bot.turns), and
    nobody waits behind hundreds of answers for it."""

    def __init__(
        self, name: str, work: Callable[[Sequence[Asked]], Sequence[Given]], every: float = 0.0
    ) -> None:
        """`work` gives something for each that asked, in their order; what it raises, all of them
        get. Between two goes `every` so many seconds pass, while more may come."""
        self._work, self._every = work, every
        self._thread = ThreadPoolExecutor(1, name)
        self._waiting: list[tuple[Asked, asyncio.Future[Given]]] = []
        self._serving: asyncio.Task[None] | None = None
        self._next = 0.0  # by the loop's clock

    async def one(self, asked: Asked) -> Given:
        """What comes of this one."""
        given: asyncio.Future[Given] = asyncio.get_running_loop().create_future()
        self._waiting.append((asked, given))
        if self._serving is None:
            self._serving = asyncio.create_task(self._serve())
        return await given

    async def _serve(self) -> None:
        try:
            while self._waiting:
                await self._gathered()
                served, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
                await self._serve_these(served)
        finally:
            self._serving = None

    async def _gathered(self) -> None:
        now = asyncio.get_running_loop().time()
        if now < self._next:
            await asyncio.sleep(self._next - now)
        self._next = max(now, self._next) + self._every

    async def _serve_these(self, served: Sequence[tuple[Asked, asyncio.Future[Given]]]) -> None:
        loop, asked = asyncio.get_running_loop(), [one for one, _ in served]
        try:
            found = await loop.run_in_executor(self._thread, self._work, asked)
        except Exception as error:
            for _, given in served:
                if not given.done():
                    given.set_exception(error)
            return
        for (_, given), what in zip(served, found, strict=True):
            if not given.done():  # its asker may wait no more
                given.set_result(what)
