"""An action said in words, to the bot alone: shown with the button that makes it."""

import asyncio

from bot.blocks.actions import promised_message
from bot.conversation import Conversations
from bot.desk.promised import begins, promised
from bot.identity import Caller
from bot.markup import plain_words
from bot.posting import Message
from bot.submitting.preview import language_of


async def SAID(conversations: Conversations, caller: Caller, text: str, _: str) -> Message | None:  # noqa: N802 (what the registry looks for)
    """The preview; None for anything else."""
    if caller.person is None:
        return None
    words, bot = plain_words(text, {}), conversations.bot
    if not begins(words):
        return None  # most of what is said: no thread is needed for it
    found = await asyncio.to_thread(promised, bot, caller.person, words)
    if found is None:
        return None
    locale = await asyncio.to_thread(language_of, bot, caller.person, words, caller.locale)
    return promised_message(found, caller.person.email, locale)
