"""Alerts to whoever asked for them: one calm message a morning, at most three deals, each cause
of a deal once, and nothing at weekends, at night or in quiet hours. Where nothing happens for some
days, the manager is told in theirs."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, delete, insert, select

from bot.blocks import plain_message
from bot.blocks.deals import alert_message
from bot.digests import ledger
from bot.digests.post import Postman
from bot.digests.week import Hours, quiet_of
from bot.identity import By
from bot.pilote import Pilote
from bot.posting import Message
from bot.preferences import Preferences, all_preferences
from bot.saying.findings import with_facts
from prompts import say
from storage.tables import alerts, subscriptions
from tools.alerts.raised import Cause, at_risk_now, newly_at_risk
from tools.alerts.untouched import PATIENCE, managers_to_tell, untouched
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
    with bot.sales.reading() as sales:
        at = bot.desk(sales)
        known = _causes(at_risk_now(at, by.person)) if on else set()
    with bot.database.writing() as connection:
        connection.execute(delete(subscriptions).where(subscriptions.c.schedule == SCHEDULE, mine))
        if on:
            row = {"schedule": SCHEDULE, "recipient": by.person.email, "since": bot.clock.now()}
            connection.execute(insert(subscriptions).values(row))
            # Two days: by the clock of whoever is far west of the company it is yesterday still.
            day = at.today - timedelta(days=2)
            _note(connection, by.person, known, day, news=False)
    return plain_message(
        say(by.locale, f"slack.alerts.{'wanted' if on else 'unwanted'}", most=BUDGET, n=PATIENCE)
    )


@dataclass(frozen=True)
class Look:
    """One person's look of a day: whether they asked for alerts, and whether somebody's who
    reports to them may escalate."""

    person: Person
    day: date
    asked: bool
    leads: bool


class Alerts:
    """Rounds of alerts; each one starts from what subscriptions and ledger say."""

    def __init__(self, bot: Pilote, postman: Postman) -> None:
        self._bot = bot
        self._postman = postman

    async def round(self) -> None:
        """Looks once a day for each person who asked, and tells what is new; likewise for
        managers, and what nothing is done about."""
        for look in await asyncio.to_thread(self._due):
            key = ledger.Key(SCHEDULE, look.day.isoformat(), look.person.email)
            escalated, new = await asyncio.to_thread(self._found, look)
            if escalated or new:
                await self._postman.post(look.person, key, partial(self._message, look))
            else:  # nothing new this morning: that was today's look
                await asyncio.to_thread(ledger.miss, self._bot.database, key)

    def _due(self) -> list[Look]:
        now = self._bot.clock.now()
        with self._bot.database.reading() as own:
            wishes = select(subscriptions.c.recipient).where(subscriptions.c.schedule == SCHEDULE)
            asked = set(own.scalars(wishes))
        chosen = all_preferences(self._bot.database)
        with self._bot.sales.reading() as connection:
            at = self._bot.desk(connection)
            zone, leading = at.company.time_zone, managers_to_tell(at)
            found = [person_by_email(connection, one) for one in sorted(asked | leading)]
        due = []
        for person in found:
            if person is None:
                continue
            local = now.astimezone(ZoneInfo(person.time_zone or zone))
            hours = Hours(quiet=quiet_of(chosen.get(person.email, Preferences())))
            if person.is_active(local.date()) and _awake(local, hours):
                email = person.email
                due.append(Look(person, local.date(), email in asked, email in leading))
        done = {
            look.day: ledger.settled(self._bot.database, SCHEDULE, look.day.isoformat())
            for look in due
        }
        return [look for look in due if look.person.email not in done[look.day]]

    def _found(self, look: Look) -> tuple[Sequence[Deal], Sequence[Deal]]:
        """What nothing is done about, and what is new: together no more than the budget."""
        with self._bot.sales.reading() as connection:
            at = replace(self._bot.desk(connection), today=look.day)
            escalated = untouched(at, look.person, BUDGET) if look.leads else []
            left = BUDGET - len(escalated)
            new = newly_at_risk(at, look.person, BUDGET) if look.asked and left else []
        before = {deal.id for deal in escalated}
        return escalated, [deal for deal in new if deal.id not in before][:left]

    def _message(self, look: Look) -> Message:
        both = self._found(look)
        with self._bot.database.writing() as connection:
            for deals in both:
                _note(connection, look.person, _causes(deals), look.day)
        with self._bot.sales.reading() as connection:
            company = self._bot.desk(connection).company
        locale = self._bot.locale_of(look.person, company.locale)
        parts = [
            (say(locale, f"slack.alerts.{lead}", n=len(deals)), _told(deals, locale))
            for lead, deals in zip(("untouched", "lead"), both, strict=True)
            if deals
        ]
        return alert_message(parts, locale)


def _told(deals: Sequence[Deal], locale: str) -> Sequence[Deal]:
    return with_facts(Outcome("at_risk", deals=deals), locale).deals


def _awake(local: datetime, hours: Hours) -> bool:
    at_work = local.weekday() < _SATURDAY and FROM <= local.time() < TO
    return at_work and not hours.disturbs(local.time())


def _causes(deals: Sequence[Deal]) -> set[Cause]:
    return {(deal.id, one.code) for deal in deals for one in deal.signals}


def _note(
    connection: Connection,
    person: Person,
    causes: Iterable[Cause],
    day: date,
    *,
    news: bool = True,
) -> None:
    a = alerts.c
    query = select(a.deal, a.cause).where(a.recipient == person.email)
    known = {tuple(row) for row in connection.execute(query)}
    rows = [
        {"recipient": person.email, "deal": deal, "cause": cause, "told_on": day, "news": news}
        for deal, cause in causes
        if (deal, cause) not in known
    ]
    if rows:
        connection.execute(insert(alerts), rows)
