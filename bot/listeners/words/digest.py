"""`/pilote digest on` and `off`: whether the weekly digest comes."""

import asyncio
import re

from bot.blocks import plain_message
from bot.conversation import Conversations
from bot.digests.week import hours_of
from bot.identity import Caller
from bot.listeners.slash import Slash
from bot.posting import Message
from bot.preferences import keep_preferences, preferences_for
from bot.saying.numbers import weekday
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
    return await asyncio.to_thread(wish, conversations, caller, wanted=wanted)


def wish(conversations: Conversations, caller: Caller, *, wanted: bool) -> Message:
    """The same, wherever it was said."""
    bot, locale = conversations.bot, caller.locale
    keep_preferences(bot.database, caller.name, bot.clock.now(), digest=wanted)
    if not wanted:
        return plain_message(say(locale, "slack.digest.off"))
    hours = hours_of(preferences_for(bot.database, caller.name))
    day, time = weekday(hours.day, locale), f"{hours.at:%H:%M}"
    return plain_message(say(locale, "slack.digest.on", day=day, time=time))
