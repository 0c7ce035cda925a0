"""Alerts to whoever asked for them: one calm message a morning, at most three deals, each cause
of a deal once, and nothing at weekends or at night."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, delete, insert, select

from bot.blocks import plain_message
from bot.blocks.deals import alert_message
from bot.digests import ledger
from bot.digests.post import Postman
from bot.identity import By
from bot.pilote import Pilote
from bot.posting import Message
from bot.saying.findings import with_facts
from prompts import say
from storage.tables import alerts, subscriptions
from tools.alerts.raised import Cause, at_risk_now, newly_at_risk
from tools.engine.answer import Outcome
from tools.engine.deal import Deal
from tools.engine.people import Person, person_by_email

SCHEDULE = "deal_alerts"
BUDGET = 3  # deals a person and day
FROM, TO = time(9), time(18)  # on the person's clock
_SATURDAY = 5


def set_alerts(bot: Pilote, by: By, *, on: bool) -> Message:
    """Switches somebody's alerts; what is at risk as they begin is no news."""
    mine = subscriptions.c.recipient == by.person.email
    with bot.database.writing() as connection:
        at = bot.desk(connection)
        connection.execute(delete(subscriptions).where(subscriptions.c.schedule == SCHEDULE, mine))
        if on:
            row = {"schedule": SCHEDULE, "recipient": by.person.email, "since": bot.clock.now()}
            connection.execute(insert(subscriptions).values(row))
            known = _causes(at_risk_now(at, by.person))
            # Two days: by the clock of whoever is far west of the company it is yesterday still.
            _note(connection, by.person, known, at.today - timedelta(days=2))
    return plain_message(
        say(by.locale, f"slack.alerts.{'wanted' if on else 'unwanted'}", most=BUDGET)
    )


class Alerts:
    """Rounds of alerts; each one starts from what subscriptions and ledger say."""

    def __init__(self, bot: Pilote, postman: Postman) -> None:
        self._bot = bot
        self._postman = postman

    async def round(self) -> None:
        """Looks once a day for each person who asked, and tells what is new."""
        for person, day in await asyncio.to_thread(self._due):
            key = ledger.Key(SCHEDULE, day.isoformat(), person.email)
            if await asyncio.to_thread(self._new, person, day):
                await self._postman.post(person, key, partial(self._message, person, day))
            else:  # nothing new this morning: that was today's look
                await asyncio.to_thread(ledger.miss, self._bot.database, key)

    def _due(self) -> list[tuple[Person, date]]:
        now = self._bot.clock.now()
        with self._bot.database.reading() as connection:
            zone = self._bot.desk(connection).company.time_zone
            wishes = select(subscriptions.c.recipient).where(subscriptions.c.schedule == SCHEDULE)
            people = [person_by_email(connection, one) for one in connection.scalars(wishes)]
        due = []
        for person in people:
            if person is None:
                continue
            local = now.astimezone(ZoneInfo(person.time_zone or zone))
            if person.is_active(local.date()) and _awake(local):
                due.append((person, local.date()))
        done = {
            day: ledger.settled(self._bot.database, SCHEDULE, day.isoformat()) for _, day in due
        }
        return [(person, day) for person, day in due if person.email not in done[day]]

    def _new(self, person: Person, day: date) -> Sequence[Deal]:
        with self._bot.database.reading() as connection:
            return newly_at_risk(replace(self._bot.desk(connection), today=day), person, BUDGET)

    def _message(self, person: Person, day: date) -> Message:
        with self._bot.database.writing() as connection:
            at = replace(self._bot.desk(connection), today=day)
            found = newly_at_risk(at, person, BUDGET)
            _note(connection, person, _causes(found), day)
        locale = self._bot.locale_of(person, at.company.locale)
        told = with_facts(Outcome("at_risk", deals=found), locale).deals
        return alert_message(told, say(locale, "slack.alerts.lead", n=len(told)), locale)


def _awake(local: datetime) -> bool:
    return local.weekday() < _SATURDAY and FROM <= local.time() < TO


def _causes(deals: Sequence[Deal]) -> set[Cause]:
    return {(deal.id, one.code) for deal in deals for one in deal.signals}


def _note(connection: Connection, person: Person, causes: Iterable[Cause], day: date) -> None:
    a = alerts.c
    query = select(a.deal, a.cause).where(a.recipient == person.email)
    known = {tuple(row) for row in connection.execute(query)}
    rows = [
        {"recipient": person.email, "deal": deal, "cause": cause, "told_on": day}
        for deal, cause in causes
        if (deal, cause) not in known
    ]
    if rows:
        connection.execute(insert(alerts), rows)
