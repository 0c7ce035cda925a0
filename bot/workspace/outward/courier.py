"""Bringing deliveries to the app by whichever way it listens, again and again as Slack does."""

import asyncio
from collections.abc import Sequence

from bot.workspace.clock import Clock
from bot.workspace.delivery import Attempt, Delivery, Kind
from bot.workspace.outward.http import HttpPosts
from bot.workspace.outward.sockets import Sockets
from bot.workspace.signal import Signal
from bot.workspace.types import JSON


class Courier:
    """Every delivery so far in `log`; by HTTP where the app has a request URL, else by socket."""

    def __init__(
        self,
        posts: HttpPosts,
        sockets: Sockets,
        signal: Signal,
        clock: Clock,
        retry_delays: Sequence[float],
    ) -> None:
        self.posts = posts
        self.sockets = sockets
        self.log: list[Delivery] = []
        self._signal = signal
        self._clock = clock
        self._retry_delays = tuple(retry_delays)
        self._running: set[asyncio.Task[None]] = set()

    @property
    def busy(self) -> bool:
        """Whether anything is still on its way or waits to be tried again."""
        return bool(self._running)

    def send(self, kind: Kind, payload: JSON) -> Delivery:
        """Start a delivery. Events are tried again when they fail, the others are not."""
        delays = self._retry_delays if kind == "events_api" else ()
        return self._start(Delivery(kind, payload, self._clock.stamp()), (0.0, *delays), 0, None)

    def resend(self, earlier: Delivery, payload: JSON) -> Delivery:
        """Deliver again what may have come already, marked as Slack's first retry."""
        again = Delivery(earlier.kind, payload, self._clock.stamp())
        return self._start(again, (0.0,), 1, "http_timeout")

    async def close(self) -> None:
        """Give up on everything that is under way."""
        running = list(self._running)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        await self.posts.close()

    def _start(
        self, delivery: Delivery, delays: Sequence[float], first: int, reason: str | None
    ) -> Delivery:
        self.log.append(delivery)
        task = asyncio.create_task(self._run(delivery, delays, first, reason))
        self._running.add(task)
        task.add_done_callback(self._ended)
        return delivery

    async def _run(
        self, delivery: Delivery, delays: Sequence[float], first: int, reason: str | None
    ) -> None:
        for number, delay in enumerate(delays, first):
            await asyncio.sleep(delay)
            attempt = await self._attempt(delivery, number, reason)
            delivery.attempts.append(attempt)
            self._signal.changed()
            if attempt.acknowledged or attempt.no_retry:
                break
            reason = attempt.error
        delivery.finished.set()

    async def _attempt(self, delivery: Delivery, number: int, reason: str | None) -> Attempt:
        if self.posts.url is not None:
            return await self.posts.post(delivery, number, reason)
        return await self.sockets.post(delivery, number, reason)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self._signal.changed()
