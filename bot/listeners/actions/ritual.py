"""The button under a ritual: an action agreed there goes into a form."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.blocks.ritual import AGREE
from bot.conversation import Conversations
from bot.desk.agreeing import agree_form
from bot.listeners.modals import open_modal, opener_of
from bot.listeners.presses import press_of


def register(app: AsyncApp, conversations: Conversations) -> None:
    """What is submitted goes the way of every action: `views/action.py`."""
    bot = conversations.bot

    @app.action(AGREE)
    async def on_click(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        press = press_of(body, action)
        opening = open_modal(
            conversations, opener_of(body), lambda caller: agree_form(bot, press, caller.by)
        )
        conversations.aside(opening)
