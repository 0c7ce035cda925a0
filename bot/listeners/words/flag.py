"""A deal flagged, cleared or put off in words: shown with the button that does it."""

import asyncio
import json

from bot.blocks.changes import MEANT, button, which_message
from bot.blocks.parts import actions, section
from bot.blocks.text import FALLBACK, cut, escaped
from bot.conversation import Conversations
from bot.hearing.flag import begins, change_in, wanted_in
from bot.identity import Caller
from bot.markup import plain_words
from bot.pilote import Pilote
from bot.posting import Message
from bot.saying.changes import asked_text
from prompts import say
from tools.engine.people import Person


async def SAID(conversations: Conversations, caller: Caller, text: str, _: str) -> Message | None:  # noqa: N802 (what the registry looks for)
    """The preview; None for anything else."""
    words = plain_words(text, {})
    if caller.person is None or not begins(words):
        return None
    work = (conversations.bot, caller.person, words, caller.locale)
    return await asyncio.to_thread(_previewed, *work)


def _previewed(bot: Pilote, person: Person, text: str, locale: str) -> Message | None:
    wanted = wanted_in(bot, person, text)
    if wanted is None:
        return None
    if len(wanted.found) > 1:
        with bot.sales.reading() as connection:
            currency = bot.desk(connection).company.currency
        return which_message(wanted.kind, wanted.found, wanted.arguments, currency, locale)
    change = change_in(bot, person, wanted)
    if change is None:
        return None
    shown = escaped(asked_text(change, locale))
    asked = {"kind": wanted.kind, **wanted.arguments, "deal": change.deal}
    value = json.dumps(asked, ensure_ascii=False)
    yes = button(say(locale, "slack.yes"), f"{MEANT}_1", value)
    return Message(cut(shown, FALLBACK), [section(shown), actions(yes)])
