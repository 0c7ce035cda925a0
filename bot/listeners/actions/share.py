"""*Share*: an answer for the asker's eyes, posted in its channel under the name of whoever shares
it, when everybody there may see it; else the sharer is told why not."""

import asyncio
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.errors import SlackApiError

from bot.answering import message_of
from bot.ask import Question
from bot.blocks import plain_message
from bot.blocks.answer import shared_by
from bot.blocks.buttons import PRIVATE, SHARE
from bot.conversation import Conversations, Job
from bot.delivery import once
from bot.identity import Caller
from bot.listeners.clicks import Click, asked_again, beside_it, click_of, found
from bot.posting import Message, post, refusal_of
from bot.sharing import kept_from
from prompts import say

SHARED = "shared"  # the place of an answer that stands in a channel for everybody
_NOT_IN = {"not_in_channel", "channel_not_found"}


def register(app: AsyncApp, conversations: Conversations) -> None:
    """Shared once, however often it is pressed."""

    @app.action(SHARE)
    async def pressed(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        click = click_of(body, action)

        async def work(caller: Caller) -> Message:
            told = conversations.turned_away(caller) or await _share(conversations, caller, click)
            return plain_message(told)

        job = Job(click.user, click.team, f"click:{click.message}", click.once_each_time(), work)
        conversations.start(job, beside_it(conversations, click))


async def _share(conversations: Conversations, caller: Caller, click: Click) -> str:
    """Shares and says so, or says why not."""
    locale = caller.locale
    everybody = await conversations.members.of(click.channel)
    if everybody is None:
        return say(locale, "slack.share.cannot_tell")
    if any(one.outsider for one in everybody):
        return say(locale, "slack.share.outsiders")
    unknown = any(one.person is None for one in everybody)
    if unknown:
        return say(locale, "slack.share.unknown")
    kept = await asyncio.to_thread(found, conversations, click)
    if kept is None or kept.place not in PRIVATE:
        return say(locale, "slack.choice_gone")
    # What is shared is worked out anew, as the sharer may see it now.
    question = Question(kept.question, caller.name, SHARED, kept.thread, public=True)
    answer = await asyncio.to_thread(asked_again, conversations, kept, question, None, kept.locale)
    if answer.status != "answered":
        return answer.text
    people = [one.person for one in everybody if one.person]
    blind = await asyncio.to_thread(kept_from, conversations.bot, caller.name, answer, people)
    if blind:
        return say(locale, "slack.share.not_for_all", n=len(blind), names=", ".join(blind[:3]))
    message = await asyncio.to_thread(message_of, conversations, answer, question)
    return await _posted(conversations, caller, click, message, answer.locale)


async def _posted(
    conversations: Conversations, caller: Caller, click: Click, message: Message, locale: str
) -> str:
    message = shared_by(caller.person.name if caller.person else "", message, locale)
    key = f"share:{click.workspace}:{click.channel}:{click.key}"
    try:
        async with once(conversations.bot.database, key) as first:
            if not first:
                return say(caller.locale, "slack.share.already")
            await post(conversations.client, message, click.channel, click.thread_ts)
    except SlackApiError as refusal:
        if refusal_of(refusal) not in _NOT_IN:
            raise
        return say(caller.locale, "slack.share.not_in")
    return say(caller.locale, "slack.share.done")
