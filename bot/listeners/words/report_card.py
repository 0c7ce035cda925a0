"""« Report card »: which risk signals tell, for a manager's eyes only, wherever it is asked for."""

import asyncio
import re

from bot.blocks.titled import titled_message
from bot.conversation import Conversations
from bot.hearing.report_card import CALLED, card_of
from bot.identity import Caller
from bot.posting import Message
from storage.errors import PiloteError

WORD = CALLED


async def answer(
    conversations: Conversations,
    caller: Caller,
    slash: object,  # noqa: ARG001 (the shape of every word)
    match: re.Match[str],  # noqa: ARG001
) -> Message:
    """The card of the caller's people. A command's answer is seen by nobody else."""
    if caller.person is None:
        raise PiloteError("report_card_role")
    work = (conversations.bot, caller.person, caller.locale)
    return titled_message(await asyncio.to_thread(card_of, *work))


async def SAID(conversations: Conversations, caller: Caller, text: str, _: str) -> Message | None:  # noqa: N802 (what the registry looks for)
    """The same said to the bot alone."""
    match = WORD.fullmatch(text.strip())
    return await answer(conversations, caller, None, match) if match and caller.person else None
