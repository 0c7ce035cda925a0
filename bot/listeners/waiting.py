"""Showing that an answer takes a while: a status with changing words, and the Stop button."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.conversation import Conversations
from prompts import language, say


def shown_in(
    conversations: Conversations, event: dict[str, Any], root: str
) -> Callable[[bool], Awaitable[None]]:
    """For the thread of a direct message. The status goes by itself when the answer comes."""
    client, channel = conversations.client, event["channel"]

    async def show(waits: bool) -> None:
        status = "processing" if waits else "active"
        await client.agents_sessions_setStatus(channel_id=channel, thread_ts=root, status=status)
        locale = (await conversations.callers.who(event["user"])).locale
        await client.assistant_threads_setStatus(
            channel_id=channel,
            thread_ts=root,
            status=say(locale, "slack.waiting.status") if waits else "",
            loading_messages=list(language(locale)["slack"]["waiting"]["words"]) if waits else [],
        )

    return show
