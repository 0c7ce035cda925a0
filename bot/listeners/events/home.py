"""The app opened: questions to begin with on the Messages tab, the dashboard on the Home tab."""

import asyncio
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.conversation import Conversations
from bot.listeners.homes import draw_home
from bot.suggesting import suggestions


def register(app: AsyncApp, conversations: Conversations) -> None:
    """Both tabs send the same event."""

    @app.event("app_home_opened")
    async def on_opened(event: dict[str, Any]) -> None:
        if event.get("tab") == "messages":
            conversations.aside(_prompts(conversations, event))
        else:
            conversations.aside(draw_home(conversations, event["user"]))


async def _prompts(conversations: Conversations, event: dict[str, Any]) -> None:
    """What is due, and what people of this role ask most."""
    caller = await conversations.callers.who(event["user"])
    if caller.person is None or conversations.turned_away(caller):
        return
    found = await asyncio.to_thread(suggestions, conversations.bot, caller.person, caller.locale)
    await conversations.client.assistant_threads_setSuggestedPrompts(
        channel_id=event["channel"],
        prompts=[{"title": one.title, "message": one.message} for one in found],
    )
