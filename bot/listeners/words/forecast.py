"""A forecast said in words: "my commit is 450k, best case 600k", or only "submit my forecast"."""

import asyncio

from bot.blocks.submission import submission_message
from bot.conversation import Conversations
from bot.identity import Caller
from bot.posting import Message
from bot.submitting.form import asks_for_form, form_offered
from bot.submitting.preview import language_of, preview_of


async def SAID(conversations: Conversations, caller: Caller, text: str, _: str) -> Message | None:  # noqa: N802 (what the registry looks for)
    """The preview with the button that submits it, or that of the form; None for anything else."""
    if caller.person is None:
        return None
    form = asks_for_form(text)
    if form is not None:
        return await asyncio.to_thread(form_offered, conversations.bot, form)
    if not any(sign.isdigit() for sign in text):
        return None  # most of what is said: it names no amount
    work = (conversations.bot, caller.person, text, caller.locale)
    preview = await asyncio.to_thread(preview_of, *work)
    if preview is None:
        return None
    return submission_message(preview, await asyncio.to_thread(language_of, *work))
