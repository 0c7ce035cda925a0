"""The app opened: questions to begin with on the Messages tab, what to ask on the Home tab."""

from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.blocks.parts import section
from bot.blocks.text import escaped
from bot.conversation import Conversations
from prompts import language, say


def register(app: AsyncApp, conversations: Conversations) -> None:
    """Both tabs send the same event."""

    @app.event("app_home_opened")
    async def on_opened(event: dict[str, Any]) -> None:
        show = _prompts if event.get("tab") == "messages" else _home
        conversations.aside(show(conversations, event))


async def _prompts(conversations: Conversations, event: dict[str, Any]) -> None:
    caller = await conversations.callers.who(event["user"])
    if caller.person is None:
        return
    questions = language(caller.locale)["slack"]["prompts"]
    await conversations.client.assistant_threads_setSuggestedPrompts(
        channel_id=event["channel"],
        prompts=[{"title": question, "message": question} for question in questions],
    )


async def _home(conversations: Conversations, event: dict[str, Any]) -> None:
    caller = await conversations.callers.who(event["user"])
    text = conversations.turned_away(caller) or say(caller.locale, "say.help")
    view = {"type": "home", "blocks": [section(escaped(text))]}
    await conversations.client.views_publish(user_id=event["user"], view=view)
