"""Making a message an action: its words go into a form, to be assigned and dated."""

from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.conversation import Conversations
from bot.desk.actions import action_form
from bot.desk.opening import opened
from bot.markup import plain_words

SHORTCUT = "make_action"


def register(app: AsyncApp, conversations: Conversations) -> None:
    """In the menu of every message."""

    @app.shortcut(SHORTCUT)
    async def on_shortcut(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        what = plain_words(body["message"].get("text") or "", {})
        form = partial(action_form, conversations.bot, what, body["user"]["id"])
        conversations.aside(opened(conversations, body, form))
