"""Channels as people write them in a command: `#sales`, or what Slack makes of it."""

import re

from slack_sdk.errors import SlackApiError

from bot.conversation import Conversations
from bot.listeners.slash import Slash

CHANNEL = r"(?:<#(?P<id>[A-Z0-9]+)(?:\|[^>]*)?>|#(?P<name>[^\s<>]+))"


async def channel_of(
    conversations: Conversations, slash: Slash, match: re.Match[str]
) -> str | None:
    """The id of the channel that a command names; None where there is none that the bot sees."""
    if match["id"]:
        return match["id"]
    if match["name"] == slash.channel_name:
        return slash.channel
    try:
        return await _called(conversations, match["name"])
    except SlackApiError:
        return None


async def _called(conversations: Conversations, name: str) -> str | None:
    cursor: str | None = None
    while cursor != "":
        page = await conversations.client.conversations_list(
            types="public_channel,private_channel", exclude_archived=True, limit=999, cursor=cursor
        )
        for channel in page.get("channels") or []:
            if channel.get("name") == name:
                return str(channel["id"])
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
    return None
