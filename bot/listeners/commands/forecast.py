"""`/forecast [PERIOD]`: the modal at once, the bot's projection in it as soon as it is there."""

import asyncio
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.errors import SlackApiError

from bot.blocks import plain_message
from bot.blocks.forecast import forecast_modal
from bot.conversation import Conversations
from bot.forecasting import calendar_of, sheet_of
from bot.identity import Caller
from bot.listeners.replies import answer_back
from bot.posting import refusal_of
from bot.saying.reasons import error_text
from prompts import known, say
from storage.errors import PiloteError

_LATE = {"expired_trigger_id", "trigger_expired", "exchanged_trigger_id"}


def register(app: AsyncApp, conversations: Conversations) -> None:
    """The trigger is good for three seconds, so that nothing slow stands before the modal."""

    @app.command("/forecast")
    async def on_command(ack: AsyncAck, command: dict[str, Any]) -> None:
        await ack()
        conversations.aside(opened(conversations, command))


async def opened(conversations: Conversations, command: dict[str, Any]) -> None:
    """Whatever keeps the modal from opening is said to the one who typed the command."""
    locale = known(conversations.bot.locale)
    try:
        caller = await conversations.callers.who(command["user_id"], command.get("team_id"))
        locale = caller.locale
        told = await asyncio.to_thread(conversations.turned_away, caller)
        if told is None:
            await _open(conversations, command, caller)
    except PiloteError as error:
        told = error_text(error, locale)
    except SlackApiError as refusal:
        if refusal_of(refusal) not in _LATE:
            raise
        told = say(locale, "say.submission.modal.late")
    if told is not None:
        await answer_back(
            conversations.client,
            command.get("response_url") or "",
            plain_message(told),
            channel=command.get("channel_id") or "",
            user=command["user_id"],
        )


async def _open(conversations: Conversations, command: dict[str, Any], caller: Caller) -> None:
    bot, period = conversations.bot, "_".join((command.get("text") or "").split()) or None
    calendar = await asyncio.to_thread(calendar_of, bot)
    quick = await asyncio.to_thread(sheet_of, bot, caller.name, period, projected=False)
    opened = await conversations.client.views_open(
        trigger_id=command["trigger_id"], view=forecast_modal(quick, calendar, caller.locale)
    )
    view: dict[str, Any] = opened.get("view") or {}
    if "id" not in view:
        return
    whole = await asyncio.to_thread(sheet_of, bot, caller.name, period)
    # What has been typed meanwhile stays: the fields are the same.
    try:
        await conversations.client.views_update(
            view_id=view["id"], view=forecast_modal(whole, calendar, caller.locale)
        )
    except SlackApiError as refusal:
        if refusal_of(refusal) != "not_found":  # closed or submitted in the meantime
            raise
