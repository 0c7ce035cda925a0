"""An explanation shown while it is told: a message that grows, and is the answer in the end.

Whatever happens on the way, one message is left. Where Slack takes no stream (Tier 2: about twenty
a minute) the answer is posted as any other; where a stream breaks, the answer takes the place of
what was shown, or what was shown goes.
"""

import asyncio
import html
import logging
from functools import cached_property
from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.blocks.text import escaped
from bot.posting import Message, is_unclear, put_in_place, refusal_of
from bot.sending import post

log = logging.getLogger(__name__)

HASTE = 3  # seconds for one call: whoever waits for the rest of it had better have all of it
_LOST = (SlackApiError, ClientError, TimeoutError)
_SAME = 40  # characters by which a message is known again


class Streamed:
    """The answer to one question in the thread `root` of a direct message."""

    def __init__(self, client: AsyncWebClient, channel: str, root: str) -> None:
        self._patient, self._channel, self._root = client, channel, root
        self._loop = asyncio.get_running_loop()
        self._heard: asyncio.Queue[str | None] = asyncio.Queue()
        self._showing: asyncio.Task[None] | None = None
        self._ts: str | None = None

    @cached_property
    def _client(self) -> AsyncWebClient:
        """One that waits for nothing: by then the whole answer would be there."""
        patient = self._patient
        return AsyncWebClient(
            token=patient.token,
            base_url=patient.base_url,
            timeout=HASTE,
            session=patient.session,
            retry_handlers=[],
        )

    def hear(self, portion: str) -> None:
        """Shows a portion; it may be called in any thread."""
        self._loop.call_soon_threadsafe(self._take, portion)

    async def finish(self, message: Message) -> None:
        """Puts the whole answer where the portions are; without any it is posted."""
        if self._showing is not None:
            self._heard.put_nowait(None)
            await asyncio.wait([self._showing])  # whatever went wrong there: the answer is sent
        if self._ts is None or not await self._becomes(self._ts, message):
            await post(self._patient, message, self._channel, self._root)
            await self._take_away()

    def _take(self, portion: str) -> None:
        self._heard.put_nowait(portion)
        if self._showing is None:
            self._showing = asyncio.create_task(self._show())

    async def _show(self) -> None:
        first = await self._next()
        try:
            started = await self._client.chat_startStream(
                channel=self._channel, thread_ts=self._root, markdown_text=first
            )
            self._ts = str(started["ts"])
            while more := await self._next():
                await self._client.chat_appendStream(
                    channel=self._channel, ts=self._ts, markdown_text=more
                )
        except _LOST as error:
            log.warning("a stream broke: %s", _why(error))
            if self._ts is None and is_unclear(error):
                self._ts = await self._begun(first)

    async def _next(self) -> str:
        """All that was heard meanwhile, as one piece; empty at the end."""
        heard = [await self._heard.get()]
        while not self._heard.empty():
            heard.append(self._heard.get_nowait())
        if heard[-1] is None and len(heard) > 1:
            self._heard.put_nowait(None)  # the end of the next piece
        return escaped("".join(one for one in heard if one))

    async def _begun(self, first: str) -> str | None:
        """The message of a start that may have come through, where there is one."""
        try:
            found = await self._client.conversations_replies(
                channel=self._channel, ts=self._root, oldest=self._root
            )
        except _LOST as error:
            log.warning("whether a stream began cannot be looked up: %s", _why(error))
            return None
        same = [str(one["ts"]) for one in found.get("messages") or () if _begins(one, first)]
        return same[-1] if same else None

    async def _becomes(self, ts: str, message: Message) -> bool:
        try:
            await self._client.chat_stopStream(channel=self._channel, ts=ts)
        except _LOST as error:  # it ended by itself, or was stopped; if not, the next call tells
            log.warning("a stream was not ended: %s", _why(error))
        try:
            await put_in_place(self._patient, message, self._channel, ts, self._root)
        except _LOST as error:
            log.warning("an answer did not get into its place: %s", _why(error))
            return False
        return True

    async def _take_away(self) -> None:
        if self._ts is None:
            return
        try:
            await self._patient.chat_delete(channel=self._channel, ts=self._ts)
        except _LOST as error:
            log.warning("what was shown of an answer stays beside it: %s", _why(error))


def _begins(found: dict[str, Any], first: str) -> bool:
    """Whether a message of a bot begins with this piece, however Slack escapes it."""
    said, shown = html.unescape(first)[:_SAME], html.unescape(str(found.get("text")))
    return bool(found.get("bot_id")) and shown.startswith(said.rstrip())


def _why(error: Exception) -> str:
    return refusal_of(error) or type(error).__name__
