"""Noting the answers of a meeting: the button opens the form, the form ticks the checklist."""

import asyncio
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.blocks.forms import with_message
from bot.conversation import Conversations
from bot.drafts.answers import FORM, answers_form, note_answers
from bot.identity import Caller
from bot.listeners.modals import Submission, on_step, open_modal, opener_of
from bot.posting import Block


def register(app: AsyncApp, conversations: Conversations) -> None:
    """Everything happens in the form itself, so that nobody else sees it."""
    bot = conversations.bot

    @app.action(FORM)
    async def on_button(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        value, opener = action["value"], opener_of(body)
        opening = open_modal(
            conversations, opener, lambda caller: answers_form(bot, value, caller.by)
        )
        conversations.aside(opening)

    async def noted(caller: Caller, sent: Submission) -> Block:
        deal = sent.private["deal"]
        message = await asyncio.to_thread(note_answers, bot, caller.by, deal, sent.values, sent.key)
        return with_message(sent.view, message)

    on_step(app, conversations, FORM, noted)
