"""The buttons under a forecast said in words: submit it as it is, or open it in the form."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.blocks.forecast import forecast_modal
from bot.blocks.submission import CHANGE, KEEP, from_value, kept_message
from bot.conversation import Conversations
from bot.forecasting import calendar_of, keep, sheet_of
from bot.identity import By, Caller
from bot.listeners.modals import open_modal, opener_of
from bot.listeners.presses import Press
from bot.listeners.pressing import on_press
from bot.pilote import Pilote
from bot.posting import Block, Message


def register(app: AsyncApp, conversations: Conversations) -> None:
    """One message submits once, however often its button is pressed."""
    on_press(app, conversations, KEEP, _keep, once=_message, in_place=True)

    @app.action(CHANGE)
    async def on_change(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        bot, value = conversations.bot, action["value"]
        opening = open_modal(
            conversations, opener_of(body), lambda caller: _form(bot, caller, value)
        )
        conversations.aside(opening)


def _message(press: Press) -> str:
    return f"said:{press.where}:{press.user}"


def _keep(bot: Pilote, by: By, press: Press) -> Message:
    period, draft = from_value(press.value)
    sheet = sheet_of(bot, by.person.email, period)
    made = keep(bot, sheet, draft)
    return kept_message(sheet, made, draft, calendar_of(bot), by.locale)


def _form(bot: Pilote, caller: Caller, value: str) -> Block:
    period, draft = from_value(value)
    sheet = sheet_of(bot, caller.name, period, projected=False)
    return forecast_modal(sheet, calendar_of(bot), caller.locale, draft)
