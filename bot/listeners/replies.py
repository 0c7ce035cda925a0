"""Ways back to whoever asked, the next one where the first does not get through: the response URL,
an ephemeral message in the channel, the direct message with the bot."""

import logging

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.posting import Message, post_back, post_privately, refusal_of
from bot.sending import post

log = logging.getLogger(__name__)

_LOST = (SlackApiError, ClientError, TimeoutError)


async def answer_back(
    client: AsyncWebClient,
    response_url: str,
    message: Message,
    *,
    channel: str,
    user: str,
    in_place: bool = False,
) -> bool:
    """To a command or a click, by its response URL as long as that works. False where that took
    it only plainer."""
    if response_url:
        try:
            return await post_back(response_url, message, in_place=in_place)
        except _LOST as error:
            log.warning("a response URL took no answer: %s", _why(error))
    await answer_privately(client, message, channel=channel, user=user)
    return True


async def answer_privately(
    client: AsyncWebClient,
    message: Message,
    *,
    channel: str,
    user: str,
    thread_ts: str | None = None,
) -> None:
    """For one person's eyes: in the channel, else in their direct message with the bot."""
    try:
        await post_privately(client, message, channel, user, thread_ts)
    except SlackApiError as refusal:
        log.warning("Slack shows nothing to one person in a channel: %s", _why(refusal))
        await post(client, message, user)


def _why(error: Exception) -> str:
    return refusal_of(error) or type(error).__name__
