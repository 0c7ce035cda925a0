"""Showing that an answer takes a while: a status with changing words, and the Stop button."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.conversation import Conversations
from prompts import language, say


def shown_in(
    conversations: Conversations, event: dict[str, Any], root: str
) -> Callable[[bool], Awaitable[None]]:
    """For the thread of a direct message. The words go by themselves when the answer comes."""
    client, channel = conversations.client, event["channel"]

    async def show(waits: bool) -> None:
        status = "processing" if waits else "active"
        await client.agents_sessions_setStatus(channel_id=channel, thread_ts=root, status=status)
        if not waits:
            return
        locale = (await conversations.callers.who(event["user"])).locale
        await client.assistant_threads_setStatus(
            channel_id=channel,
            thread_ts=root,
            status=say(locale, "slack.waiting.status"),
            loading_messages=list(language(locale)["slack"]["waiting"]["words"]),
        )

    return show
