"""`/pilote coach [NAME]`: for a manager's eyes only, wherever it is typed."""

import asyncio
import re

from bot.ask import answer_call
from bot.blocks.titled import titled_message
from bot.conversation import Conversations
from bot.identity import Caller
from bot.markup import people_in
from bot.pilote import Pilote
from bot.posting import Message
from bot.reader import Call
from storage.errors import PiloteError
from tools.coaching.people import reps_below
from tools.engine.people import Person, names_of
from tools.fold import fold

WORD = re.compile(r"coach(?:ing)?\b\s*(?P<whom>.*)", re.IGNORECASE | re.DOTALL)
_SAID = re.compile(
    r"(?:(?:who|whom) (?:should|do|can) i coach|qui (?:dois-je |puis-je |faut-il )?coacher"
    r"|(?:coach(?:e|er|ing)?)(?:\s+(?:de|for|of|pour|with|avec))?\b\s*(?P<whom>.*?))\s*\??",
    re.IGNORECASE,
)


async def SAID(conversations: Conversations, caller: Caller, text: str, _: str) -> Message | None:  # noqa: N802 (what the registry looks for)
    """The same said to the bot alone; None where whoever is named is nobody below the asker."""
    match = _SAID.fullmatch(text.strip())
    if match is None or caller.person is None:
        return None
    whom = (match["whom"] or "").strip()
    email = whom and await asyncio.to_thread(_email, conversations.bot, caller.person, whom)
    if whom and email == whom:
        return None
    return await asyncio.to_thread(_told, conversations.bot, caller.person, whom)


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
    return await asyncio.to_thread(_told, conversations.bot, caller.person, whom)


def _told(bot: Pilote, manager: Person, whom: str) -> Message:
    arguments = {"person": _email(bot, manager, whom)} if whom else {}
    return titled_message(answer_call(bot, manager.email, Call("coach", arguments)).text)


def _email(bot: Pilote, manager: Person, whom: str) -> str:
    """Of the people below, the one with this name or first name; else as it was typed."""
    with bot.sales.reading() as connection:
        names = names_of(connection, reps_below(bot.desk(connection), manager))
    wanted = fold(whom)
    called = [
        email for email, name in names.items() if wanted in (fold(name), fold(name).split()[0])
    ]
    return called[0] if len(called) == 1 else whom
