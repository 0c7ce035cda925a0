"""One digest to one person, once for the week, whatever dies on the way."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Literal

from slack_sdk.web.async_client import AsyncWebClient

from bot.conversation import log_failure
from bot.digests import ledger
from bot.digests.addressing import UndeliverableError, direct_message
from bot.digests.message import weekly_message
from bot.identity import Callers
from bot.pilote import Pilote
from bot.posting import Message, refusal_of
from bot.sending import Place, deliver
from tools.engine.people import Person

SCHEDULE = "weekly_digest"

# Slack's words for a channel that the bot cannot write in.
SHUT = {"channel_not_found", "not_in_channel", "is_archived", "restricted_action"}

Sent = Literal["sent", "settled", "undeliverable", "waiting"]


class Postman:
    """Sends digests through one Slack client."""

    def __init__(self, bot: Pilote, client: AsyncWebClient, callers: Callers) -> None:
        self._bot = bot
        self._client = client
        self._callers = callers

    async def digest(self, person: Person, window: str, bot: Pilote | None = None) -> Sent:
        """What came of it: `settled` where another attempt has sent or is sending it. `bot` makes
        it, where that is not this one's own."""
        return await self.post(
            person,
            ledger.Key(SCHEDULE, window, person.email),
            partial(weekly_message, bot or self._bot, person),
        )

    async def post(self, person: Person, key: ledger.Key, message: Callable[[], Message]) -> Sent:
        """The same for any message, made once it is clear that it will be sent."""
        return await self.send(key, partial(self.direct_message, person), message)

    async def direct_message(self, person: Person) -> str:
        """The channel of somebody's direct message. Raises like `addressing.direct_message`."""
        return await direct_message(self._client, self._callers, person)

    async def send(
        self, key: ledger.Key, place: Callable[[], Awaitable[str]], message: Callable[[], Message]
    ) -> Sent:
        """The same to the conversation that `place` finds: both may raise UndeliverableError."""
        claim = await asyncio.to_thread(ledger.claim, self._bot.database, key)
        if claim is None:
            return "settled"
        async with ledger.held(self._bot.database, key, claim):
            return await self._claimed(key, place, message, claim)

    async def rewrite(self, key: ledger.Key, at: str, message: Callable[[], Message]) -> None:
        """What stands in Slack at `at` (`channel:ts`) becomes this message, once."""
        if await asyncio.to_thread(ledger.claim, self._bot.database, key) is None:
            return
        channel, _, stamp = at.partition(":")
        try:
            made = await asyncio.to_thread(message)
            blocks = list(made.blocks)
            await self._client.chat_update(channel=channel, ts=stamp, text=made.text, blocks=blocks)
        except Exception as error:
            gone = refusal_of(error) in {"message_not_found", *SHUT}
            if not gone:
                log_failure(f"{key.schedule} was not rewritten", error)
            state: ledger.State = "undeliverable" if gone else "waiting"
            await self._settle(key, state, reason=type(error).__name__)
        else:
            await self._settle(key, "sent", at=at)

    async def _claimed(
        self,
        key: ledger.Key,
        place: Callable[[], Awaitable[str]],
        message: Callable[[], Message],
        claim: ledger.Claim,
    ) -> Sent:
        try:
            channel = await place()
            made = await asyncio.to_thread(message)
            if not await asyncio.to_thread(ledger.renew, self._bot.database, key, claim):
                return "settled"
            there = Place(channel, None, str(key), sure=True)
            at = await deliver(self._client, there, made, unclear=claim.again)
        except UndeliverableError as hindrance:
            await self._settle(key, "undeliverable", reason=hindrance.reason)
            return "undeliverable"
        except Exception as error:
            if refusal_of(error) in SHUT:
                await self._settle(key, "undeliverable", reason="no_entry")
                return "undeliverable"
            log_failure(f"{key.schedule} was not sent", error)
            await self._settle(key, "waiting", reason=type(error).__name__)
            return "waiting"
        await self._settle(key, "sent", at=at)
        return "sent"

    async def _settle(
        self, key: ledger.Key, state: ledger.State, reason: str | None = None, at: str | None = None
    ) -> None:
        await asyncio.to_thread(ledger.settle, self._bot.database, key, state, reason=reason, at=at)
