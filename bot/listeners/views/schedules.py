"""The form of a schedule submitted: read like words, shown, and set when confirmed."""

import asyncio
import json
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.blocks.schedule_form import CHANNEL, CONFIRM, FORM, RITUAL, WHEN, WITH, done, preview
from bot.conversation import Conversations
from bot.identity import Caller
from bot.listeners.words.schedule import planned
from bot.saying.reasons import error_text
from bot.schedules import carrying_out
from bot.schedules.words import vocabularies
from storage.errors import PiloteError


def register(app: AsyncApp, conversations: Conversations) -> None:
    """Two steps of one form. Confirmed twice, it is set once."""

    @app.view(FORM)
    async def on_filled(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        caller = await _caller(conversations, body)
        try:
            wish = _words(view["state"]["values"], caller.locale)
            text = await _previewed(conversations, caller, body["team"]["id"], wish)
        except PiloteError as error:
            await ack(response_action="errors", errors={WHEN: error_text(error, caller.locale)})
            return
        await ack(response_action="update", view=preview(text, wish, caller.locale))

    @app.view(CONFIRM)
    async def on_confirmed(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        caller = await _caller(conversations, body)
        wish = json.loads(view["private_metadata"])["wish"]
        try:
            text = await _set(conversations, caller, body["team"]["id"], wish)
        except PiloteError as error:
            text = error_text(error, caller.locale)
        await ack(response_action="update", view=done(text, caller.locale))


async def _caller(conversations: Conversations, body: dict[str, Any]) -> Caller:
    return await conversations.callers.who(body["user"]["id"], body["user"].get("team_id"))


async def _previewed(conversations: Conversations, caller: Caller, team: str, wish: str) -> str:
    if caller.person is None:
        raise PiloteError("schedule_not_yours")
    plan = await planned(conversations, caller.person, team, wish, caller.locale)
    return await asyncio.to_thread(carrying_out.preview, conversations.bot, plan, caller.locale)


async def _set(conversations: Conversations, caller: Caller, team: str, wish: str) -> str:
    if caller.person is None:
        raise PiloteError("schedule_not_yours")
    plan = await planned(conversations, caller.person, team, wish, caller.locale)
    return await asyncio.to_thread(
        carrying_out.add, conversations.bot, caller.person, plan, caller.locale
    )


def _words(entered: dict[str, Any], locale: str) -> str:
    """What was filled in as it would be typed: one reading for both."""
    words = vocabularies()[locale]
    ritual = entered[RITUAL][RITUAL]["selected_option"]["value"]
    channel = entered[CHANNEL][CHANNEL].get("selected_conversation")
    parts = [
        words.rituals[ritual][0],
        entered[WHEN][WHEN].get("value") or "",
        entered[WITH][WITH].get("value") or "",
        f"<#{channel}>" if channel else "",
    ]
    return " , ".join(part for part in parts if part)
