"""« Report card »: which risk signals tell, for a manager's eyes only, wherever it is asked for."""

import asyncio
import re

from bot.blocks.titled import titled_message
from bot.conversation import Conversations
from bot.identity import Caller
from bot.pilote import Pilote
from bot.posting import Message
from bot.saying.report_card import card_text
from storage.errors import PiloteError
from tools.engine.people import Person
from tools.report_card.card import report_card

_CALLED = (
    r"(?:(?:my|our|the|le|notre|mon)\s+)?"
    r"(?:report[ -]?card(?:\s+of\s+(?:the\s+)?(?:risk\s+)?signals)?"
    r"|bulletin(?:\s+des\s+signaux(?:\s+de\s+risque)?)?)"
    r"|which\s+(?:risk\s+)?signals\s+(?:pay|work|tell)|quels\s+signaux\s+(?:paient|disent\s+vrai)"
)
WORD = re.compile(rf"(?:{_CALLED})\s*\??", re.IGNORECASE)


async def answer(
    conversations: Conversations,
    caller: Caller,
    slash: object,  # noqa: ARG001 (the shape of every word)
    match: re.Match[str],  # noqa: ARG001
) -> Message:
    """The card of the caller's people. A command's answer is seen by nobody else."""
    if caller.person is None:
        raise PiloteError("report_card_role")
    return await asyncio.to_thread(_told, conversations.bot, caller.person, caller.locale)


async def SAID(conversations: Conversations, caller: Caller, text: str, _: str) -> Message | None:  # noqa: N802 (what the registry looks for)
    """The same said to the bot alone."""
    match = WORD.fullmatch(text.strip())
    return await answer(conversations, caller, None, match) if match and caller.person else None


def _told(bot: Pilote, person: Person, locale: str) -> Message:
    with bot.sales.reading() as connection:
        card = report_card(bot.desk(connection), person)
    return titled_message(card_text(card, locale))
