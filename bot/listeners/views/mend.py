"""Mending a deal: the button opens a form, the form a preview, the preview writes."""

import asyncio
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.blocks.deals import MEND
from bot.blocks.forms import with_message
from bot.conversation import Conversations
from bot.desk.mending import CONFIRM, FIELD_OF, FORM, mend, mend_form, preview
from bot.identity import Caller
from bot.listeners.modals import Submission, on_step, open_modal, opener_of
from bot.posting import Block


def register(app: AsyncApp, conversations: Conversations) -> None:
    """Everything happens in the form itself, so that nobody else sees it."""
    bot = conversations.bot

    @app.action(MEND)
    async def on_button(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        deal, opener = action["value"], opener_of(body)
        build = open_modal(conversations, opener, lambda caller: mend_form(bot, deal, caller.by))
        conversations.aside(build)

    async def shown(caller: Caller, sent: Submission) -> Block:
        deal = sent.private["deal"]
        return await asyncio.to_thread(preview, bot, caller.by, deal, sent.values)

    async def saved(caller: Caller, sent: Submission) -> Block:
        message = await asyncio.to_thread(mend, bot, caller.by, sent.private, sent.key)
        return with_message(sent.view, message)

    on_step(app, conversations, FORM, shown, FIELD_OF)
    on_step(app, conversations, CONFIRM, saved)
