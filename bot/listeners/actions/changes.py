"""Undoing a change by its button, and choosing which deal a change was meant for."""

import json
import re
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.blocks import plain_message
from bot.blocks.changes import MEANT, UNDO
from bot.changing import undo_change
from bot.conversation import Conversations
from bot.delivery import once
from bot.desk import forms
from bot.desk.making import make
from bot.desk.notices import notices_of
from bot.desk.privately import By, answer, done, of_use
from bot.pilote import Pilote
from bot.posting import Message
from bot.saying.changes import undone_text


def register(app: AsyncApp, conversations: Conversations) -> None:
    """What comes of it takes the place of the button."""

    @app.action(UNDO)
    async def on_undo(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        conversations.aside(_undone(conversations, body, action))

    @app.action(re.compile(f"^{MEANT}_\\d+$"))
    async def on_meant(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        conversations.aside(_made(conversations, body, action))


async def _undone(
    conversations: Conversations, body: dict[str, Any], action: dict[str, Any]
) -> None:
    # Once a change: a second click must not put "undone before" where the first said "undone".
    asked = of_use(body, f"undo:{action['value']}:{body['user']['id']}")
    work = partial(_undo, conversations.bot, int(action["value"]))
    if "response_url" in body:
        await answer(conversations, asked, body["response_url"], work, in_place=True)
        return
    async with once(conversations.bot.database, asked.key) as mine:
        if mine:
            message = await done(conversations, asked, work)
            view = forms.only(message, body["view"])
            await conversations.client.views_update(view_id=body["view"]["id"], view=view)


def _undo(bot: Pilote, number: int, by: By) -> Message:
    return plain_message(undone_text(undo_change(bot, by.person, number), by.locale))


async def _made(conversations: Conversations, body: dict[str, Any], action: dict[str, Any]) -> None:
    chosen = json.loads(action["value"])
    container = body["container"]
    # One question back is answered once, whichever of its buttons are pressed how often.
    key = f"meant:{container['channel_id']}:{container['message_ts']}:{body['user']['id']}"
    work = partial(_make, conversations.bot, chosen, key)
    url = body["response_url"]
    await answer(conversations, of_use(body, key), url, work, in_place=True)
    await notices_of(conversations).round()


def _make(bot: Pilote, chosen: dict[str, Any], key: str, by: By) -> Message:
    arguments = {name: value for name, value in chosen.items() if name != "kind"}
    return make(bot, by, chosen["kind"], arguments, key)
