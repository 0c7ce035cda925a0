"""`/pilote open #channel for TEAM`: operations let a channel see the figures of a team."""

import asyncio
import re

from bot.audience import leader_of, open_for, team_called
from bot.blocks import plain_message
from bot.conversation import Conversations
from bot.identity import Caller
from bot.listeners.channels import CHANNEL, channel_of
from bot.listeners.slash import Slash
from bot.markup import plain_words
from bot.posting import Message
from prompts import say

WORD = re.compile(rf"open\s+{CHANNEL}\s+(?:for|pour)\s+(?P<team>.+)", re.IGNORECASE)


async def answer(
    conversations: Conversations, caller: Caller, slash: Slash, match: re.Match[str]
) -> Message:
    """Says what everybody there sees from now on, and how to take it back."""
    channel = await channel_of(conversations, slash, match)
    team = plain_words(match["team"], {})
    return plain_message(
        await asyncio.to_thread(_opened, conversations, caller, slash, channel, team)
    )


def _opened(
    conversations: Conversations, caller: Caller, slash: Slash, channel: str | None, given: str
) -> str:
    bot, locale = conversations.bot, caller.locale
    if caller.person is None or caller.person.role != "operations":
        return say(locale, "slack.open.operations_only")
    if channel is None:
        return say(locale, "slack.open.no_channel")
    with bot.sales.reading() as sales:
        team = team_called(sales, given)
        leader = leader_of(sales, team, bot.desk(sales).today) if team else None
    if team is None:
        return say(locale, "slack.open.no_team", team=given)
    if leader is None:
        return say(locale, "slack.open.no_leader", team=team)
    open_for(bot, slash.team, channel, team, caller.name, bot.clock.now())
    return say(locale, "slack.open.opened", team=team)
