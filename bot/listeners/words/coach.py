"""`/pilote coach [NAME]`: for a manager's eyes only, wherever it is typed."""

import asyncio
import re

from bot.blocks.titled import titled_message
from bot.conversation import Conversations
from bot.hearing.coach import CALLED, coaching_of, hear
from bot.identity import Caller
from bot.markup import people_in
from bot.posting import Message
from storage.errors import PiloteError

WORD = re.compile(r"coach(?:ing)?\b\s*(?P<whom>.*)", re.IGNORECASE | re.DOTALL)


async def SAID(conversations: Conversations, caller: Caller, text: str, _: str) -> Message | None:  # noqa: N802 (what the registry looks for)
    """The same said to the bot alone."""
    if caller.person is None or not CALLED.fullmatch(text.strip()):
        return None
    work = (conversations.bot, caller.person, text, caller.locale)
    heard = await asyncio.to_thread(hear, *work)
    return titled_message(heard.text) if heard else None


async def answer(
    conversations: Conversations,
    caller: Caller,
    slash: object,  # noqa: ARG001 (the shape of every word)
    match: re.Match[str],
) -> Message:
    """All their people, or the one named. A command's answer is seen by nobody else."""
    if caller.person is None:
        raise PiloteError("coach_not_yours")
    whom = match["whom"].strip()
    for slack_id in people_in(whom):
        mentioned = await conversations.callers.who(slack_id)
        whom = mentioned.person.email if mentioned.person else whom
    told = await asyncio.to_thread(coaching_of, conversations.bot, caller.person, whom)
    return titled_message(told)
