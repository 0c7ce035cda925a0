"""Rounds of telling the CRM; operations and whoever made a change hear of what it did not take."""

import asyncio
from functools import partial

from bot.blocks import plain_message
from bot.crm import outbox
from bot.crm.address import WriteBack
from bot.crm.outbox import Letter
from bot.crm.sending import send
from bot.digests.ledger import Key
from bot.digests.post import Postman
from bot.pilote import Pilote
from bot.posting import Message
from prompts import say
from tools.engine.people import Person, people_of, person_by_email

AT_ONCE = 50  # in one round: the next one is seconds away
FAILED = "crm_failed"


class CrmRounds:
    """Each round starts from what the outbox says."""

    def __init__(self, bot: Pilote, postman: Postman) -> None:
        self._bot = bot
        self._postman = postman

    async def round(self) -> None:
        """Sends what is due, then says what could not be sent."""
        if self._bot.write_back is not None:
            await self._send(self._bot.write_back)
        for letter in await asyncio.to_thread(outbox.unreported, self._bot.database):
            await self._report(letter)

    async def _send(self, to: WriteBack) -> None:
        database = self._bot.database
        for _ in range(AT_ONCE):
            letter = await asyncio.to_thread(outbox.take, database)
            if letter is None:
                return
            came = await send(to, letter)
            settle = partial(outbox.settle, database, letter, came.state)
            await asyncio.to_thread(settle, came.reason, came.pause)

    async def _report(self, letter: Letter) -> None:
        told = await asyncio.to_thread(self._told, str(letter.body["by"]["email"]))
        window = f"{letter.key}#{letter.attempts}"
        sent = [
            await self._postman.post(
                person, Key(FAILED, window, person.email), partial(self._message, letter, person)
            )
            for person in told
        ]
        if all(one != "waiting" for one in sent):
            await asyncio.to_thread(outbox.reported, self._bot.database, letter.pk)

    def _told(self, maker: str) -> list[Person]:
        with self._bot.sales.reading() as connection:
            today = self._bot.desk(connection).today
            found = {one.email: one for one in people_of(connection, ("operations",))}
            mine = person_by_email(connection, maker)
        everybody = {**found, **({mine.email: mine} if mine else {})}
        return [person for person in everybody.values() if person.is_active(today)]

    def _message(self, letter: Letter, person: Person) -> Message:
        with self._bot.sales.reading() as connection:
            company = self._bot.desk(connection).company
        locale = self._bot.locale_of(person, company.locale)
        unreachable = letter.reason == "unreachable"
        why = say(
            locale,
            f"slack.crm.{'unreachable' if unreachable else 'refused'}",
            status=letter.reason,
        )
        facts = {"deal": letter.body["deal"]["name"], "by": letter.body["by"]["name"]}
        return plain_message(say(locale, "slack.crm.failed", why=why, **facts))
