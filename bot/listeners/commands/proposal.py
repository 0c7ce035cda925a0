"""`/proposal DEAL`: drafted for the asker alone, with the Word file in their direct message."""

import asyncio

from slack_bolt.async_app import AsyncApp

from bot.conversation import Conversations
from bot.drafts.word import WordFile
from bot.identity import Caller
from bot.listeners.slash import Slash, on_command
from bot.markup import plain_words
from bot.posting import Message


def register(app: AsyncApp, conversations: Conversations) -> None:
    """One command."""
    on_command(app, conversations, "/proposal", _drafted)


async def _drafted(conversations: Conversations, caller: Caller, slash: Slash) -> Message | None:
    person, locale = caller.person, caller.locale
    if person is None:
        return None
    file, asked = WordFile(conversations, slash.user), {"deal": plain_words(slash.text, {})}
    message = await asyncio.to_thread(file.drafted, person, locale, "proposal", asked)
    return await file.finish(message, locale)
