"""Setting the limits of a team: a menu opens the form, the form sets them."""

import asyncio
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.blocks.forms import with_message
from bot.conversation import Conversations
from bot.desk.limits import CHOOSE, FORM, field_of, limits_form, set_limits
from bot.identity import Caller
from bot.listeners.modals import RefusedError, Submission, on_step, open_modal, opener_of
from bot.posting import Block
from bot.saying.reasons import error_text
from storage.errors import PiloteError


def register(app: AsyncApp, conversations: Conversations) -> None:
    """What is set takes the form's place, with a button to undo it."""
    bot = conversations.bot

    @app.action(CHOOSE)
    async def on_menu(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        team = action["selected_option"]["value"]
        opening = open_modal(
            conversations, opener_of(body), lambda caller: limits_form(bot, caller.by, team)
        )
        conversations.aside(opening)

    async def done(caller: Caller, sent: Submission) -> Block:
        team = sent.private["team"]
        try:
            message = await asyncio.to_thread(
                set_limits, bot, caller.by, team, sent.values, sent.key
            )
        except PiloteError as error:
            raise RefusedError(**{field_of(error): error_text(error, caller.locale)}) from error
        return with_message(sent.view, message)

    on_step(app, conversations, FORM, done)
