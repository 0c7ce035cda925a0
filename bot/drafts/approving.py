"""The approval of a price in Slack: asked for once, told to whoever may give it, given once."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

from bot.blocks import plain_message
from bot.changing import Done, make_change, prepared
from bot.conversation import Conversations
from bot.digests.ledger import Key
from bot.digests.post import Postman
from bot.drafts.asked import answer, of_click
from bot.drafts.drafting import draft
from bot.drafts.proposal import request_message
from bot.pilote import Pilote
from bot.posting import Message
from bot.saying.drafts.markdown import plain
from bot.saying.numbers import exact_share
from prompts import say
from tools.engine.people import Person, person_by_email


async def ask_approval(conversations: Conversations, body: dict[str, Any], deal: str) -> None:
    """Makes the request, shows the proposal as it is now, and tells the approver."""
    made: list[tuple[Done, Person]] = []

    def work(person: Person, locale: str) -> Message:
        made.append((_made(conversations.bot, person, "ask_approval", body, deal), person))
        return draft(conversations.bot, person, locale, "proposal", {"deal": deal})

    await answer(conversations, of_click(body), work)
    for done, asker in made:
        if done.number is not None:
            whom = str(done.change.after["approver"])
            key = Key("approval_asked", str(done.number), whom)
            await _tell(conversations, whom, key, partial(_request, done, asker))


async def approve(conversations: Conversations, body: dict[str, Any], deal: str) -> None:
    """Gives it, says so in the request's place, and tells who asked."""
    made: list[tuple[Done, Person]] = []

    def work(person: Person, locale: str) -> Message:
        done = _made(conversations.bot, person, "approve", body, deal)
        made.append((done, person))
        facts = {"deal": done.change.name, "who": person.name}
        return plain_message(say(locale, "slack.approved", **facts))

    await answer(conversations, of_click(body), work)
    for done, approver in made:
        if done.number is not None:
            whom = str(done.change.after["asked_by"])
            key = Key("approval_given", str(done.number), whom)
            await _tell(conversations, whom, key, partial(_given, done, approver))


def _made(bot: Pilote, person: Person, kind: str, body: dict[str, Any], deal: str) -> Done:
    container = body["container"]
    key = f"{kind}:{container['channel_id']}:{container['message_ts']}"
    return make_change(bot, person, prepared(bot, person, kind, {"deal": deal}), key)


def _request(done: Done, asker: Person, locale: str) -> Message:
    facts = {"who": plain(asker.name), "share": exact_share(done.change.after["discount"], locale)}
    text = say(locale, "slack.approval_asked", deal=plain(done.change.name), **facts)
    return request_message(done.change.deal, done.change.name, text, locale)


def _given(done: Done, approver: Person, locale: str) -> Message:
    facts = {"deal": done.change.name, "who": approver.name}
    return plain_message(say(locale, "slack.approved", **facts))


async def _tell(
    conversations: Conversations, email: str, key: Key, message: Callable[[str], Message]
) -> None:
    """A private message, sent once."""
    person, locale = await asyncio.to_thread(_whom, conversations.bot, email)
    if person is not None:
        postman = Postman(conversations.bot, conversations.client, conversations.callers)
        await postman.post(person, key, partial(message, locale))


def _whom(bot: Pilote, email: str) -> tuple[Person | None, str]:
    with bot.sales.reading() as connection:
        person = person_by_email(connection, email)
        return person, bot.locale_of(person, bot.desk(connection).company.locale)
