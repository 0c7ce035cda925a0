"""The approval of a price in Slack: asked for once, told to whoever may give it, given once."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

from sqlalchemy import func, select

from bot.blocks import plain_message
from bot.changing import Done, last_standing, make_change, prepared, undo_change
from bot.conversation import Conversations
from bot.digests.ledger import Key
from bot.digests.post import Postman
from bot.drafts.asked import answer, of_click
from bot.drafts.drafting import draft
from bot.drafts.proposal import given_message, request_message
from bot.pilote import Pilote
from bot.posting import Message
from bot.saying.drafts.markdown import plain
from bot.saying.numbers import exact_share
from prompts import say
from storage.tables import changes
from tools.changes.change import Prepared
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
        facts = {"deal": plain(done.change.name), "who": plain(person.name)}
        return given_message(deal, say(locale, "slack.approved", **facts), locale)

    await answer(conversations, of_click(body), work)
    for done, approver in made:
        if done.number is not None:
            whom = str(done.change.after["asked_by"])
            key = Key("approval_given", str(done.number), whom)
            await _tell(conversations, whom, key, partial(_given, done, approver))


async def undo_approval(
    conversations: Conversations, body: dict[str, Any], deal: str, kind: str
) -> None:
    """Takes back what the clicker asked for or gave, shows the proposal as it is then, and tells
    whom it concerns. A second click finds nothing to take back, and shows the same."""
    made: list[tuple[int, Prepared, Person]] = []

    def work(person: Person, locale: str) -> Message:
        number = last_standing(conversations.bot, person, deal, kind)
        if number is not None:
            made.append((number, undo_change(conversations.bot, person, number), person))
        return draft(conversations.bot, person, locale, "proposal", {"deal": deal})

    await answer(conversations, of_click(body), work)
    for number, change, person in made:
        whom = str(change.after["approver" if kind == "ask_approval" else "asked_by"])
        key = Key(f"{kind}_undone", str(number), whom)
        await _tell(conversations, whom, key, partial(_undone, change, person))


def _undone_before(bot: Pilote, person: Person, kind: str, deal: str) -> int:
    """How many changes of a kind on a deal the person has undone."""
    c = changes.c
    mine = (c.kind == kind) & (c.deal == deal) & (c.made_by == person.email)
    query = select(func.count()).select_from(changes).where(mine, c.undone_at.is_not(None))
    with bot.database.reading() as connection:
        return connection.scalar(query) or 0


def _undone(change: Prepared, person: Person, locale: str) -> Message:
    facts = {"deal": change.name, "who": person.name}
    return plain_message(say(locale, f"slack.{change.kind}_undone", **facts))


def _made(bot: Pilote, person: Person, kind: str, body: dict[str, Any], deal: str) -> Done:
    container = body["container"]
    # However often one button is clicked; a new one, once it was taken back.
    again = _undone_before(bot, person, kind, deal)
    key = f"{kind}:{container['channel_id']}:{container['message_ts']}:{again}"
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
