"""`/checklist DEAL [PLAYBOOK]`: shown to the asker, with boxes to tick."""

import asyncio

from slack_bolt.async_app import AsyncApp

from bot.conversation import Conversations
from bot.drafts.drafting import draft
from bot.identity import Caller
from bot.listeners.slash import Slash, on_command
from bot.markup import plain_words
from bot.posting import Message
from tools.drafts.playbook import EXIT_CRITERIA, names


def register(app: AsyncApp, conversations: Conversations) -> None:
    """One command."""
    on_command(app, conversations, "/checklist", _drafted)


async def _drafted(conversations: Conversations, caller: Caller, slash: Slash) -> Message | None:
    asked = _arguments(plain_words(slash.text, {}))
    bot, person, locale = conversations.bot, caller.person, caller.locale
    return (
        await asyncio.to_thread(draft, bot, person, locale, "checklist", asked) if person else None
    )


def _arguments(text: str) -> dict[str, str]:
    """The deal, and a playbook where one is named last."""
    deal, _, last = text.rpartition(" ")
    if deal and last.lower() in {*names(), EXIT_CRITERIA}:
        return {"deal": deal, "playbook": last.lower()}
    return {"deal": text}
