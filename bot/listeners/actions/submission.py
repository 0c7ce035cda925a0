"""The buttons under a forecast said in words: submit it as it is, or open it in the form."""

import asyncio
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.blocks import plain_message
from bot.blocks.forecast import forecast_modal
from bot.blocks.submission import CHANGE, KEEP, from_value
from bot.conversation import Conversations
from bot.desk.privately import By, answer, hindrance, of_use
from bot.forecasting import calendar_of, keep, sheet_of
from bot.pilote import Pilote
from bot.posting import Message, post_back
from bot.saying.submissions import kept_text
from storage.errors import PiloteError
from tools.submissions import doubts


def register(app: AsyncApp, conversations: Conversations) -> None:
    """One message submits once, however often its button is pressed."""

    @app.action(KEEP)
    async def on_keep(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        container = body["container"]
        key = f"said:{container['channel_id']}:{container['message_ts']}:{body['user']['id']}"
        work = partial(_keep, conversations.bot, action["value"])
        url = body["response_url"]
        conversations.aside(answer(conversations, of_use(body, key), url, work, in_place=True))

    @app.action(CHANGE)
    async def on_change(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        conversations.aside(_open(conversations, body, action["value"]))


def _keep(bot: Pilote, value: str, by: By) -> Message:
    period, draft = from_value(value)
    sheet = sheet_of(bot, by.person.email, period)
    made = keep(bot, sheet, draft)
    return plain_message(kept_text(sheet, made, doubts(sheet, draft), calendar_of(bot), by.locale))


async def _open(conversations: Conversations, body: dict[str, Any], value: str) -> None:
    bot, user = conversations.bot, body["user"]
    caller = await conversations.callers.who(user["id"], user.get("team_id"))
    if conversations.turned_away(caller):
        return
    period, draft = from_value(value)
    try:
        sheet = await asyncio.to_thread(sheet_of, bot, caller.name, period, projected=False)
    except PiloteError as error:
        told = plain_message(hindrance(error, caller.locale))
        await post_back(body["response_url"], told)
        return
    calendar = await asyncio.to_thread(calendar_of, bot)
    view = forecast_modal(sheet, calendar, caller.locale, draft)
    await conversations.client.views_open(trigger_id=body["trigger_id"], view=view)
