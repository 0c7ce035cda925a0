"""Sending a message's charts as one picture, where its own were refused."""

import asyncio
import logging

from aiohttp import ClientError
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.pictures.charts import Chart, in_words
from bot.pictures.drawing import picture
from bot.posting import refusal_of

log = logging.getLogger(__name__)


async def send_picture(
    client: AsyncWebClient, charts: list[Chart], channel: str, thread_ts: str | None
) -> None:
    """For all who read the conversation. What the charts say was sent in words before: where no
    picture gets through (without `files:write`), nothing is missing."""
    try:
        await client.files_upload_v2(
            filename="pilote.png",
            content=await asyncio.to_thread(picture, charts),
            title=charts[0].title,
            alt_txt=in_words(charts),
            channel=channel,
            thread_ts=thread_ts,
        )
    except (SlackClientError, ClientError, TimeoutError) as error:
        log.warning("no picture was sent: %s", refusal_of(error) or type(error).__name__)
