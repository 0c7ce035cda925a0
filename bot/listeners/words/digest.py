"""`/pilote digest on` and `off`: whether the weekly digest comes."""

import asyncio
import re

from bot.blocks import plain_message
from bot.conversation import Conversations
from bot.identity import Caller
from bot.listeners.slash import Slash
from bot.posting import Message
from bot.preferences import keep_preferences
from prompts import say

WORD = re.compile(r"digest\s+(?P<wish>on|off)", re.IGNORECASE)


async def answer(
    conversations: Conversations,
    caller: Caller,
    slash: Slash,  # noqa: ARG001 (the shape of every word)
    match: re.Match[str],
) -> Message:
    """Keeps the wish and says when the digest comes, or how to have it again."""
    wanted = match["wish"].lower() == "on"
    await asyncio.to_thread(
        keep_preferences, conversations.bot.database, caller.name, digest=wanted
    )
    return plain_message(say(caller.locale, f"slack.digest.{'on' if wanted else 'off'}"))
