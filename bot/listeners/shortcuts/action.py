"""Making a message an action: its words go into a form, to be assigned and dated."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.conversation import Conversations
from bot.desk.actions import action_form
from bot.listeners.modals import open_modal, opener_of
from bot.markup import plain_words
from bot.requests import words_of

SHORTCUT = "make_action"


def register(app: AsyncApp, conversations: Conversations) -> None:
    """In the menu of every message."""
    bot = conversations.bot

    @app.shortcut(SHORTCUT)
    async def on_shortcut(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        what, opener = plain_words(words_of(body["message"]), {}), opener_of(body)
        opening = open_modal(
            conversations, opener, lambda caller: action_form(bot, what, opener.user, caller.by)
        )
        conversations.aside(opening)
