"""Links to deals: shown under the message to all where all may see the deal, else to the poster."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.audience import seen_as
from bot.blocks.unfurl import card, private_cards
from bot.conversation import Conversations
from bot.delivery import once
from bot.identity import Caller
from bot.posting import post_privately
from bot.requests import workspace_of
from tools.engine.deal import Deal
from tools.engine.deal_address import deal_at
from tools.engine.deal_seen import all_see, deal_seen
from tools.engine.people import Person, person_by_email

MOST = 3  # deals shown under one message
Found = Mapping[str, Deal]  # by the link, as it stands in the message


def register(app: AsyncApp, conversations: Conversations) -> None:
    """Slack tells of links in messages that were sent, and of links that somebody is typing: those
    would be shown to whoever the message is sent to, which is not known yet."""

    @app.event("link_shared")
    async def shared(body: dict[str, Any], event: dict[str, Any]) -> None:
        sent = event.get("source") != "composer" and event.get("is_bot_user_member")
        if sent and event.get("user") not in {None, conversations.bot_user}:
            conversations.aside(_show(conversations, body, event))


async def _show(conversations: Conversations, body: dict[str, Any], event: dict[str, Any]) -> None:
    workspace = workspace_of(body, conversations.team)
    channel, ts = event["channel"], event["message_ts"]
    caller = await conversations.callers.who(event["user"])
    if conversations.turned_away(caller) or caller.person is None:
        return
    links = [one["url"] for one in event.get("links") or ()]
    found = await asyncio.to_thread(_found, conversations, caller.person, links)
    if not found:
        return
    async with once(conversations.bot.database, f"links:{workspace}:{channel}:{ts}") as first:
        if not first:
            return
        if await _is_for_all(conversations, workspace, channel, caller, list(found.values())):
            shown = {link: {"blocks": card(deal, caller.locale)} for link, deal in found.items()}
            await conversations.client.chat_unfurl(channel=channel, ts=ts, unfurls=shown)
            return
        message = private_cards(list(found.values()), caller.locale)
        thread = event.get("thread_ts")
        await post_privately(conversations.client, message, channel, event["user"], thread)


def _found(conversations: Conversations, reader: Person, links: Sequence[str]) -> Found:
    """The deals behind the links that the poster may see."""
    pattern, bot = conversations.bot.deal_url, conversations.bot
    if pattern is None:
        return {}
    ids = {link: deal for link in links if (deal := deal_at(pattern, link)) is not None}
    with bot.sales.reading() as sales:
        at = bot.desk(sales)
        seen = ((link, deal_seen(at, reader, deal)) for link, deal in list(ids.items())[:MOST])
        return {link: deal for link, deal in seen if deal is not None}


async def _is_for_all(
    conversations: Conversations,
    workspace: str,
    channel: str,
    caller: Caller,
    deals: Sequence[Deal],
) -> bool:
    """Whether everybody who reads along may see these deals: as for *Share*, and where operations
    opened the channel for a team that they belong to."""
    if channel.startswith("D"):
        return True  # the poster's own conversation with the bot
    everybody = await conversations.members.of(channel)
    if everybody is None or any(one.outsider for one in everybody):
        return False
    leader = await asyncio.to_thread(seen_as, conversations.bot, workspace, channel)
    readers = [one.person for one in everybody if one.person]
    known = len(readers) == len(everybody) and caller.person in readers
    return await asyncio.to_thread(_all_see, conversations, readers if known else [], leader, deals)


def _all_see(
    conversations: Conversations,
    readers: Sequence[Person],
    leader: str | None,
    deals: Sequence[Deal],
) -> bool:
    with conversations.bot.sales.reading() as sales:
        at = conversations.bot.desk(sales)
        whoever = person_by_email(sales, leader) if leader else None
        ways = [one for one in ([whoever] if whoever else [], readers) if one]
        return any(all(all_see(at, way, deal.id) for deal in deals) for way in ways)
