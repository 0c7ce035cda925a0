"""`/proposal DEAL`: drafted for the asker's eyes only."""

import asyncio

from slack_bolt.async_app import AsyncApp

from bot.conversation import Conversations
from bot.drafts.drafting import draft
from bot.identity import Caller
from bot.listeners.slash import Slash, on_command
from bot.markup import plain_words
from bot.posting import Message


def register(app: AsyncApp, conversations: Conversations) -> None:
    """One command."""
    on_command(app, conversations, "/proposal", _drafted)


async def _drafted(conversations: Conversations, caller: Caller, slash: Slash) -> Message | None:
    asked = {"deal": plain_words(slash.text, {})}
    bot, person, locale = conversations.bot, caller.person, caller.locale
    return (
        await asyncio.to_thread(draft, bot, person, locale, "proposal", asked) if person else None
    )
