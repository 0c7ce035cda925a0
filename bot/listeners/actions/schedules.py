"""The buttons of schedules: set what was previewed; pause, resume or remove what is listed."""

import asyncio
import json
import re
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.blocks import plain_message
from bot.blocks.schedule_form import form
from bot.blocks.schedules import ACTION, list_message
from bot.conversation import Conversations
from bot.digests.rituals import rituals
from bot.identity import Caller
from bot.listeners.modals import open_modal, opener_of
from bot.listeners.words.schedule import planned
from bot.posting import Block, Message, post_back
from bot.saying.reasons import error_text
from bot.schedules import carrying_out
from bot.schedules.setting import may_set
from storage.errors import PiloteError


def register(app: AsyncApp, conversations: Conversations) -> None:
    """All of them are one listener's. Twice clicked, each does what it has done already."""

    @app.action(re.compile(f"^{ACTION}"))
    async def on_click(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        if action["action_id"] == f"{ACTION}new":
            opening = open_modal(conversations, opener_of(body), partial(_form, body["team"]["id"]))
            conversations.aside(opening)
            return
        conversations.aside(_clicked(conversations, body, action))


def _form(team: str, caller: Caller) -> Block:
    may_set(caller.by.person)
    return form(rituals(), team, caller.locale)


async def _clicked(
    conversations: Conversations, body: dict[str, Any], action: dict[str, Any]
) -> None:
    user, team = body["user"], body["team"]["id"]
    caller = await conversations.callers.who(user["id"], user.get("team_id"))
    turned_away = conversations.turned_away(caller)
    what = action["action_id"].removeprefix(ACTION)
    on = json.loads(action["value"])["on"]
    try:
        message = (
            plain_message(turned_away)
            if turned_away
            else await _done(conversations, caller, team, what, on)
        )
    except PiloteError as error:
        message = plain_message(error_text(error, caller.locale))
    await post_back(body["response_url"], message, in_place=True)


async def _done(
    conversations: Conversations, caller: Caller, team: str, what: str, on: str
) -> Message:
    bot, person, locale = conversations.bot, caller.person, caller.locale
    if person is None:
        raise PiloteError("schedule_not_yours")
    if what == "add":
        plan = await planned(conversations, person, team, on, locale)
        return plain_message(await asyncio.to_thread(carrying_out.add, bot, person, plan, locale))
    text = await asyncio.to_thread(carrying_out.change, bot, person, what, int(on), locale)
    listed = await asyncio.to_thread(carrying_out.listing, bot, person, locale)
    return list_message(f"{text}\n{listed.lead}", listed.lines, locale)
