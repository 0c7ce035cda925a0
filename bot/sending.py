"""Posting a message so that it stands there once: where Slack did not confirm it, it is looked for
before it is sent again, by the key in its metadata (Slack has no idempotency key for posts)."""

import asyncio
import logging
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.posting import (
    RETRIES,
    TEMPORARY,
    TIMEOUT,
    Message,
    charts_as_picture,
    is_no_method,
    refusal_of,
    refuses_blocks,
)

log = logging.getLogger(__name__)

EVENT = "pilote_delivery"
PAUSE = 0.5  # seconds before the second attempt, doubled before each further one
LATE = (1.0, 2.0, 4.0)  # seconds between looks for what took longer than one waits for an answer
LOOKED_THROUGH = 200  # messages of a conversation (the newest), or of a thread at a time
PAGES = 5  # of a thread, which Slack tells from its beginning


def _careful(client: AsyncWebClient) -> AsyncWebClient:
    """The same client, trying again by itself only where nothing can have been sent."""
    return AsyncWebClient(
        token=client.token,
        base_url=client.base_url,
        timeout=TIMEOUT,
        session=client.session,
        logger=logging.getLogger("slack_sdk"),  # as `web_client` has set it
        retry_handlers=[AsyncRateLimitErrorRetryHandler(RETRIES)],
    )


async def post(
    client: AsyncWebClient, message: Message, channel: str, thread_ts: str | None = None
) -> str:
    """Post in a thread or a channel, or to a user directly, for all who read it; charts that are
    refused follow as a picture. Where it stands: `channel:ts`.

    While it stays unclear whether it was sent it is sent again: twice is better than not at all.
    """
    key = message.key or uuid.uuid4().hex
    return await deliver(client, Place(channel, thread_ts, key), message, unclear=message.unclear)


@dataclass(frozen=True)
class Place:
    """Where a message is to stand, known there by its `key`. Where it must be `sure`, trouble in
    looking for it is raised rather than to send it perhaps twice."""

    channel: str
    thread_ts: str | None
    key: str
    sure: bool = False


@dataclass(frozen=True)
class _Stands:
    """Where it is, and whether it was there already."""

    channel: str
    ts: str
    found: bool = False


async def deliver(client: AsyncWebClient, place: Place, message: Message, *, unclear: bool) -> str:
    """Where the message stands (`channel:ts`), sent now or, where that is `unclear`, found there.

    Raises what Slack's client raises when it stays unclear or Slack refuses.
    """
    attempt, late, whole, once = 0, False, message, _careful(client)
    while True:
        try:
            found = await _found(once, place, message, late=late) if unclear else None
            stands = found or await _post(once, place, message)
        except SlackApiError as refusal:
            if refuses_blocks(refusal) and message.blocks:
                log.warning("Slack refused the blocks, sending plainer ones: %s", refusal.response)
                message = replace(message, blocks=message.plainer, plainer=())
                continue
            if attempt == RETRIES or not _may_pass(refusal):
                raise
        except (ClientError, TimeoutError) as error:
            if attempt == RETRIES:
                raise
            late = isinstance(error, TimeoutError)
        else:
            if message is not whole and not stands.found:
                await charts_as_picture(client, whole, stands.channel, place.thread_ts)
            return f"{stands.channel}:{stands.ts}"
        unclear = True
        await asyncio.sleep(PAUSE * 2**attempt)
        attempt += 1


def _may_pass(refusal: SlackApiError) -> bool:
    status = getattr(refusal.response, "status_code", 0)
    return status >= 500 or refusal_of(refusal) in TEMPORARY


async def _post(client: AsyncWebClient, place: Place, message: Message) -> _Stands:
    answer = await client.chat_postMessage(
        channel=place.channel,
        thread_ts=place.thread_ts,
        text=message.fallback,
        blocks=message.blocks or None,
        metadata={"event_type": EVENT, "event_payload": {"key": place.key}},
        unfurl_links=False,
        unfurl_media=False,
    )
    # Its channel, too, where it was sent to somebody's direct message.
    return _Stands(str(answer["channel"]), str(answer["ts"]))


async def _found(
    client: AsyncWebClient, place: Place, message: Message, *, late: bool
) -> _Stands | None:
    """Where it stands; None where it does not, or will never be told."""
    for pause in LATE if late else (0.0,):
        await asyncio.sleep(pause)
        try:
            stands = await _looked_up(client, place, message)
        except SlackApiError as refusal:
            told = refusal_of(refusal) or is_no_method(refusal)
            if place.sure and (_may_pass(refusal) or not told):
                raise
            log.warning("whether it was sent cannot be looked up: %s", refusal_of(refusal))
        except (ClientError, TimeoutError) as error:
            if place.sure:
                raise
            log.warning("whether it was sent cannot be looked up: %s", type(error).__name__)
        else:
            if stands:
                return stands
    return None


async def _looked_up(client: AsyncWebClient, place: Place, message: Message) -> _Stands | None:
    channel = place.channel
    if channel[:1] in "UW":  # a person: their direct message with the bot
        opened = await client.conversations_open(users=channel)
        channel = str(opened["channel"]["id"])
    async for one in _said(client, place, channel):
        if _is_it(one, message, place.key):
            return _Stands(channel, str(one["ts"]), found=True)
    return None


async def _said(
    client: AsyncWebClient, place: Place, channel: str
) -> AsyncIterator[dict[str, Any]]:
    """What stands in the thread, or the newest of the conversation."""
    cursor: str | None = None
    for _ in range(PAGES):
        if place.thread_ts is None:
            page = await client.conversations_history(
                channel=channel, include_all_metadata=True, limit=LOOKED_THROUGH
            )
        else:
            page = await client.conversations_replies(
                channel=channel,
                ts=place.thread_ts,
                include_all_metadata=True,
                limit=LOOKED_THROUGH,
                cursor=cursor,
            )
        for one in page.get("messages") or ():
            yield one
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
        if not cursor or place.thread_ts is None:
            return


def _is_it(found: dict[str, Any], message: Message, key: str) -> bool:
    """By its key; by its words where the history comes without metadata."""
    metadata = found.get("metadata")
    if metadata:
        return bool((metadata.get("event_payload") or {}).get("key") == key)
    return bool(found.get("bot_id")) and bool(found.get("text") == message.fallback)
