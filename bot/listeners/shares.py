"""Sharing an answer in a channel, when everybody who reads along may see it."""

import asyncio
from collections.abc import Sequence

from slack_sdk.errors import SlackApiError

from bot.answering import message_of
from bot.ask import Question
from bot.blocks.answer import shared_by
from bot.conversation import Conversations
from bot.delivery import once
from bot.identity import Caller
from bot.journal import Kept
from bot.listeners.clicks import asked_again
from bot.posting import refusal_of
from bot.sending import post
from bot.sharing import kept_from
from prompts import say
from tools.engine.people import Person

SHARED = "shared"  # the place of an answer that stands in a channel for everybody
_NOT_IN = {"not_in_channel", "channel_not_found"}


class NotSharedError(Exception):
    """Why something was not shared, in the sharer's language."""


async def share(
    conversations: Conversations,
    caller: Caller,
    kept: Kept | None,
    channel: str,
    thread_ts: str | None = None,
) -> None:
    """Posts the answer under the sharer's name, worked out anew as they may see it now, once for
    each channel. Raises NotSharedError."""
    locale = caller.locale
    readers = await _readers(conversations, caller, channel)
    if kept is None or kept.asked_by != caller.name:
        raise NotSharedError(say(locale, "slack.choice_gone"))
    question = Question(kept.question, caller.name, SHARED, kept.thread, public=True)
    answer = await asyncio.to_thread(asked_again, conversations, kept, question, None, kept.locale)
    if answer.status != "answered":
        raise NotSharedError(answer.text)
    blind = await asyncio.to_thread(kept_from, conversations.bot, caller.name, answer, readers)
    if blind:
        names = ", ".join(blind[:3])
        raise NotSharedError(say(locale, "slack.share.not_for_all", n=len(blind), names=names))
    message = await asyncio.to_thread(message_of, conversations, answer, question)
    message = shared_by(caller.person.name if caller.person else "", message, answer.locale)
    try:
        async with once(conversations.bot.database, f"share:{channel}:{kept.pk}") as first:
            if not first:
                raise NotSharedError(say(locale, "slack.share.already"))
            await post(conversations.client, message, channel, thread_ts)
    except SlackApiError as refusal:
        if refusal_of(refusal) not in _NOT_IN:
            raise
        raise NotSharedError(say(locale, "slack.share.not_in")) from refusal


async def _readers(conversations: Conversations, caller: Caller, channel: str) -> Sequence[Person]:
    """Everybody in the channel, when all of them are known and the sharer is one of them."""
    everybody = await conversations.members.of(channel)
    if not everybody:  # whoever shares is in it: an empty list tells nothing
        raise NotSharedError(say(caller.locale, "slack.share.cannot_tell"))
    if any(one.outsider for one in everybody):
        raise NotSharedError(say(caller.locale, "slack.share.outsiders"))
    people = [one.person for one in everybody if one.person]
    if len(people) < len(everybody):
        raise NotSharedError(say(caller.locale, "slack.share.unknown"))
    if caller.slack_id not in {one.slack_id for one in everybody}:
        raise NotSharedError(say(caller.locale, "slack.share.not_yours"))
    return people
