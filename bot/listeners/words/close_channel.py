"""`/pilote close #channel`: what is answered there is for the asker's eyes again."""

import asyncio
import re

from bot.audience import close
from bot.blocks import plain_message
from bot.conversation import Conversations
from bot.identity import Caller
from bot.listeners.channels import CHANNEL, channel_of
from bot.listeners.slash import Slash
from bot.posting import Message
from prompts import say

WORD = re.compile(rf"close\s+{CHANNEL}", re.IGNORECASE)


async def answer(
    conversations: Conversations, caller: Caller, slash: Slash, match: re.Match[str]
) -> Message:
    """Says so, also when it was not open."""
    if caller.person is None or caller.person.role != "operations":
        return plain_message(say(caller.locale, "slack.open.operations_only"))
    channel = await channel_of(conversations, slash, match)
    if channel is None:
        return plain_message(say(caller.locale, "slack.open.no_channel"))
    was_open = await asyncio.to_thread(close, conversations.bot, slash.team, channel)
    return plain_message(say(caller.locale, f"slack.open.{'closed' if was_open else 'not_open'}"))
