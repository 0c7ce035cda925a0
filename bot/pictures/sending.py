"""Sending a message's charts as one picture, where its own were refused."""

import asyncio
import logging

from slack_sdk.web.async_client import AsyncWebClient

from bot.pictures.charts import Chart, in_words
from bot.pictures.drawing import picture
from bot.uploads import upload
from storage.errors import PiloteError

log = logging.getLogger(__name__)


async def send_picture(
    client: AsyncWebClient, charts: list[Chart], channel: str, thread_ts: str | None
) -> None:
    """For all who read the conversation. What the charts say was sent in words before: where no
    picture gets through (without `files:write`), nothing is missing."""
    drawn = await asyncio.to_thread(picture, charts)
    try:
        title, told = charts[0].title, in_words(charts)
        await upload(client, channel, thread_ts, "pilote.png", title, drawn, told)
    except PiloteError as error:
        log.warning("no picture was sent: %s", error.code)
