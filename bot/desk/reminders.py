"""Actions find their owners: when somebody else makes one for them, and on the day it is due."""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from bot.blocks.actions import actions_message
from bot.conversation import Conversations
from bot.digests import ledger
from bot.digests.post import Postman
from bot.pilote import Pilote
from bot.posting import Message
from prompts import say
from storage.tables import deliveries
from tools.actions.listing import Action, action_of, unfinished
from tools.engine.kept import kept
from tools.engine.people import Person, names_of, person_by_email

ASSIGNED, DUE = "action_assigned", "action_due"
AT = time(9)  # on the owner's clock
DAY = NEWS = timedelta(days=1)
CAUGHT_UP = timedelta(days=3)  # of a bot that was not there on the day


class Reminders:
    """Rounds of reminding; each one starts from what actions and ledger say."""

    def __init__(self, bot: Pilote, postman: Postman) -> None:
        self._bot = bot
        self._postman = postman

    async def round(self) -> None:
        """Sends what is due."""
        for key, person, action in await asyncio.to_thread(lambda: list(self._open())):
            await self._postman.post(person, key, partial(self._message, key, person, action))

    def _open(self) -> Iterator[tuple[ledger.Key, Person, Action]]:
        now = self._bot.clock.now()
        with self._bot.sales.reading() as connection:
            at = self._bot.desk(connection)
            with kept(at) as own:
                found = unfinished(own, now - NEWS, at.today - CAUGHT_UP - DAY) if own else []
                told = _told(own, [one.pk for one in found]) if own else set()
            people = {one.owner: person_by_email(connection, one.owner) for one in found}
        for action in found:
            person = people[action.owner]
            if person is None or not person.is_active(at.today):
                continue
            local = now.astimezone(ZoneInfo(person.time_zone or at.company.time_zone))
            for schedule in self._schedules(action, now, local):
                key = ledger.Key(schedule, str(action.pk), person.email)
                if (schedule, key.window) not in told:
                    yield key, person, action

    def _schedules(self, action: Action, now: datetime, local: datetime) -> Iterator[str]:
        if action.made_by != action.owner and action.made_at > now - NEWS:
            yield ASSIGNED
        today = local.date()
        begun = today > action.due_on or (today == action.due_on and local.time() >= AT)
        if self._bot.clock.runs and begun and today <= action.due_on + CAUGHT_UP:
            yield DUE

    def _message(self, key: ledger.Key, person: Person, action: Action) -> Message:
        with self._bot.sales.reading() as connection:
            at = self._bot.desk(connection)
            shown = action_of(at, person, action.pk) or action
            by = names_of(connection, [action.made_by]).get(action.made_by, action.made_by)
        locale = self._bot.locale_of(person, at.company.locale)
        lead = say(locale, f"slack.{key.schedule}", by=by)
        return actions_message([shown], person.email, locale, lead)


def _told(connection: Connection, actions: Sequence[int]) -> set[tuple[str, str]]:
    """(schedule, action) of what was sent or cannot be."""
    d = deliveries.c
    query = select(d.schedule, d.window).where(
        d.schedule.in_((ASSIGNED, DUE)),
        d.window.in_(list(map(str, actions))),
        d.state.in_(("sent", "undeliverable")),
    )
    return {tuple(row) for row in connection.execute(query)}


def reminders_of(conversations: Conversations) -> Reminders:
    """The reminders of a bot that answers in Slack."""
    bot, client, callers = conversations.bot, conversations.client, conversations.callers
    return Reminders(bot, Postman(bot, client, callers))
