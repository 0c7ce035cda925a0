"""What people see, and waiting until they see it."""

import asyncio
import time
from collections.abc import Callable
from typing import TypeVar

from bot.workspace.delivery import Delivery
from bot.workspace.driver.base import Base, Where, Who
from bot.workspace.model.channels import Status
from bot.workspace.model.messages import Message
from bot.workspace.model.views import View
from bot.workspace.types import JSON

Found = TypeVar("Found")
STATUS_SECONDS = 120.0
_STILL = 0.2  # of a processor: what waiting costs


class Watching(Base):
    """Looking at the workspace through people's eyes."""

    def seen_by(self, who: Who, where: Where) -> list[Message]:
        """All that this person sees in a channel and its threads, oldest first."""
        user, channel = self.user(who), self.channel(where)
        both = [*channel.messages.values(), *channel.ephemerals.values()]
        return sorted(
            (one for one in both if self.visible(user, one)), key=lambda one: float(one.ts)
        )

    def posts(self, where: Where | None = None) -> list[Message]:
        """Everything the app has posted, ephemeral messages included, oldest first."""
        channels = self.core.channels.values() if where is None else [self.channel(where)]
        both = [
            one
            for channel in channels
            for one in (*channel.messages.values(), *channel.ephemerals.values())
        ]
        mine = [one for one in both if one.bot_id == self.core.bot.bot_id]
        return sorted(mine, key=lambda one: float(one.ts))

    def home_of(self, who: Who) -> View | None:
        """What the app published on this person's Home tab."""
        return self.core.homes.get(self.user(who).id)

    def prompts_of(self, who: Who) -> list[JSON]:
        """The prompts that the app suggests to this person."""
        return self.im(who).prompts

    def status_in(self, message: Message) -> Status | None:
        """What the app says it is doing in the thread of this message."""
        status = self.core.channels[message.channel].statuses.get(message.root)
        fresh = status and self.core.clock.now() - status.set_at < STATUS_SECONDS
        return status if fresh else None

    async def wait_for_reply(
        self, to: Message | Delivery, *, seconds: float = 15.0, nth: int = 1
    ) -> Message:
        """The app's answer as the asker sees it, once it is whole; `nth` counts from 1.

        For a message: in its thread, or beside it after it. For a command or click: in the same
        channel after it. TimeoutError when there is none in time.
        """
        root = to.root if isinstance(to, Message) else None
        after = to.ts if isinstance(to, Message) else to.at
        who, where = (to.user, to.channel) if isinstance(to, Message) else self._source(to)

        def look() -> Message | None:
            answers = [
                one
                for one in self.seen_by(who, where)
                if one.bot_id == self.core.bot.bot_id
                and float(one.ts) > float(after)
                and (root is None or one.thread_ts in (None, root))
                and one.stream is None
            ]
            return answers[nth - 1] if len(answers) >= nth else None

        return await self.until(look, seconds=seconds)

    async def until(self, look: Callable[[], Found | None], *, seconds: float = 15.0) -> Found:
        """What `look` finds, as soon as it finds something; TimeoutError after `seconds`."""
        return await self.core.signal.until(look, seconds)

    async def connected(self, count: int = 1, *, seconds: float = 15.0) -> None:
        """Return once the app holds this many WebSocket connections."""
        await self.until(lambda: len(self.core.sockets) >= count, seconds=seconds)

    async def idle(self, quiet: float = 0.1, *, seconds: float = 30.0) -> None:
        """Return once all is delivered and nothing has happened for `quiet` seconds.

        An app in this process that computes is about to say something, so that is not quiet.
        """
        async with asyncio.timeout(seconds):
            while True:
                computed = time.process_time()
                try:
                    async with asyncio.timeout(quiet):
                        await self.core.signal.wait()
                except TimeoutError:
                    computing = time.process_time() - computed > quiet * _STILL
                    if not self.core.courier.busy and not computing:
                        return

    def _source(self, delivery: Delivery) -> tuple[str, str]:
        payload = delivery.payload
        if delivery.kind == "slash_commands":
            return payload["user_id"], payload["channel_id"]
        user = payload["user"]["id"]
        channel = payload.get("channel", {}).get("id") or self.im(user).id
        return user, channel
