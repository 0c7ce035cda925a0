"""Sending one message so that it arrives once: what was unclear is looked for before it is sent
again, by the key in its metadata (Slack has no idempotency key for posts)."""

import asyncio
import logging
from dataclasses import replace
from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.digests.ledger import Key
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
LOOKED_THROUGH = 200  # the newest messages of a conversation


def careful(client: AsyncWebClient) -> AsyncWebClient:
    """The same client, trying again by itself only where nothing can have been sent."""
    return AsyncWebClient(
        token=client.token,
        base_url=client.base_url,
        timeout=TIMEOUT,
        retry_handlers=[AsyncRateLimitErrorRetryHandler(RETRIES)],
    )


async def deliver(
    client: AsyncWebClient, channel: str, message: Message, key: Key, *, unclear: bool
) -> str:
    """The timestamp of the message, sent now or found there; `client` is a `careful` one.

    Raises what Slack's client raises when it stays unclear or Slack refuses.
    """
    attempt, whole = 0, message
    while True:
        try:
            found = await _find(client, channel, message, key) if unclear else None
            stamp = found or await _post(client, channel, message, key)
        except SlackApiError as refusal:
            if refuses_blocks(refusal) and message.blocks:
                log.warning("Slack refused the blocks, sending plainer ones: %s", refusal.response)
                message = replace(message, blocks=message.plainer, plainer=())
                continue
            if attempt == RETRIES or not _may_pass(refusal):
                raise
        except (ClientError, TimeoutError):
            if attempt == RETRIES:
                raise
        else:
            if message is not whole and not found:
                await charts_as_picture(client, whole, channel)
            return stamp
        unclear = True
        await asyncio.sleep(PAUSE * 2**attempt)
        attempt += 1


def _may_pass(refusal: SlackApiError) -> bool:
    status = getattr(refusal.response, "status_code", 0)
    return status >= 500 or refusal_of(refusal) in TEMPORARY


async def _post(client: AsyncWebClient, channel: str, message: Message, key: Key) -> str:
    answer = await client.chat_postMessage(
        channel=channel,
        text=message.fallback,
        blocks=message.blocks or None,
        metadata={"event_type": EVENT, "event_payload": {"key": str(key)}},
        unfurl_links=False,
        unfurl_media=False,
    )
    return str(answer["ts"])


async def _find(client: AsyncWebClient, channel: str, message: Message, key: Key) -> str | None:
    try:
        history = await client.conversations_history(
            channel=channel, include_all_metadata=True, limit=LOOKED_THROUGH
        )
    except SlackApiError as refusal:
        if _may_pass(refusal) or not (refusal_of(refusal) or is_no_method(refusal)):
            raise
        # It will never be told: twice at worst is better than not at all.
        log.warning("whether it was sent cannot be looked up: %s", refusal_of(refusal))
        return None
    found = history.get("messages") or ()
    return next((str(one["ts"]) for one in found if _is_it(one, message, key)), None)


def _is_it(found: dict[str, Any], message: Message, key: Key) -> bool:
    """By its key; by its words where the history comes without metadata."""
    metadata = found.get("metadata")
    if metadata:
        return bool((metadata.get("event_payload") or {}).get("key") == str(key))
    return bool(found.get("text") == message.fallback)
