"""A round of rituals: what is due on a schedule goes out, once for each day and reader; what is
too late is written down, and whoever set it is told together with operations."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from bot.ask import answer_call
from bot.audience import seen_as
from bot.blocks.ritual import ritual_message
from bot.conversation import log_failure
from bot.digests import ledger
from bot.digests.addressing import UndeliverableError
from bot.digests.post import Postman
from bot.digests.report import Undelivered, report
from bot.digests.rituals.told import Told
from bot.digests.rituals.written import Sitting, written
from bot.pilote import Pilote
from bot.posting import Message
from bot.reader import Call
from bot.schedules.setting import is_below
from bot.schedules.store import Schedule, standing
from tools.engine.people import Person, person_by_email

LOOKED_BACK = timedelta(days=35)  # what was due longer ago is nobody's meeting any more


class RitualRounds:
    """Rounds of all schedules; each one starts from what the ledger says."""

    def __init__(self, bot: Pilote, postman: Postman) -> None:
        self._bot = bot
        self._postman = postman

    async def round(self) -> None:
        """Sends what is due, and misses what is over."""
        for schedule in await asyncio.to_thread(standing, self._bot.database):
            try:
                if not schedule.paused:
                    await self._sent(schedule)
                await report(self._bot, self._postman, _undelivered(schedule))
            except Exception as error:  # what is wrong with one keeps no other from going out
                log_failure(f"{schedule.name} had no round", error)

    async def _sent(self, schedule: Schedule) -> None:
        now, rule = self._bot.clock.now(), schedule.plan.rule
        for day in rule.begun(max(schedule.counts_from, now - LOOKED_BACK), now):
            done = await asyncio.to_thread(
                ledger.settled, self._bot.database, schedule.name, day.isoformat()
            )
            for recipient in _recipients(schedule):
                if recipient in done:
                    continue
                key = ledger.Key(schedule.name, day.isoformat(), recipient)
                if rule.is_over(day, now):
                    await asyncio.to_thread(ledger.miss, self._bot.database, key)
                else:
                    await self._send(schedule, key)

    async def _send(self, schedule: Schedule, key: ledger.Key) -> None:
        reading = _Reading(self._bot, self._postman, schedule, key)
        await self._postman.send(key, reading.place, reading.message)


class _Reading:
    """What one recipient of a schedule reads, and where."""

    def __init__(self, bot: Pilote, postman: Postman, schedule: Schedule, key: ledger.Key) -> None:
        self._bot = bot
        self._postman = postman
        self._plan = schedule.plan
        self._sitting = Sitting(schedule.number, date.fromisoformat(key.window))
        self._recipient = key.recipient
        self._whose: Person | None = None
        self._locale = schedule.plan.locale

    async def place(self) -> str:
        """The conversation, once it is clear that it may still go there."""
        if self._plan.channel is not None:
            self._whose = await asyncio.to_thread(self._team)
            return self._plan.channel
        reader, self._whose = await asyncio.to_thread(self._people)
        return await self._postman.direct_message(reader)

    def message(self) -> Message:
        """The ritual, in the scope of the channel's team or of the person it is about."""
        if self._whose is None:
            raise UndeliverableError("no_longer")
        reader = "" if self._plan.channel is not None else self._recipient
        told = written(
            *(self._bot, self._plan.ritual, self._whose),
            *(self._locale, reader, self._sitting),
        )
        told = replace(told, parts=[*told.parts, *self._coaching(self._whose)])
        return ritual_message(told, self._sitting, self._locale)

    def _coaching(self, whose: Person) -> Iterator[Told]:
        """What only the manager's sheet has: where a rep's numbers differ from the team's."""
        if self._plan.about is None or self._recipient == whose.email or whose.role != "rep":
            return
        told = answer_call(self._bot, self._recipient, Call("coach", {"person": whose.email}))
        lead, *lines, how = told.text.split("\n\n")
        yield Told(lead, lines=[line for one in lines for line in one.split("\n")], notes=[how])

    def _team(self) -> Person:
        """In whose eyes an open channel sees; closed meanwhile, it gets nothing."""
        leader = seen_as(self._bot, self._plan.slack_team, self._plan.channel or "")
        with self._bot.sales.reading() as connection:
            person = leader and person_by_email(connection, leader)
        if not person:
            raise UndeliverableError("channel_closed")
        return person

    def _people(self) -> tuple[Person, Person]:
        """The reader, and whose figures; who has left or changed teams gets nothing."""
        with self._bot.sales.reading() as connection:
            at = self._bot.desk(connection)
            holder = person_by_email(connection, self._plan.recipient or "")
            about = self._plan.about and person_by_email(connection, self._plan.about)
            whose = about or holder
            fits = (
                holder is not None
                and whose is not None
                and holder.is_active(at.today)
                and whose.is_active(at.today)
                and (not about or is_below(connection, holder, whose.email, at.company.name))
            )
        if not fits or holder is None or whose is None:
            raise UndeliverableError("no_longer")
        reader = whose if self._recipient == whose.email else holder
        self._locale = self._bot.locale_of(reader, at.company.locale)
        return reader, whose


def _recipients(schedule: Schedule) -> list[str]:
    """Who has a row of their own in the ledger: the channel, or each person."""
    plan = schedule.plan
    if plan.channel is not None:
        return [plan.channel]
    return [email for email in (plan.recipient, plan.about) if email]


def _undelivered(schedule: Schedule) -> Undelivered:
    plan = schedule.plan
    names = {plan.channel: f"#{plan.channel_name}"} if plan.channel else {}
    return Undelivered(
        schedule=schedule.name,
        words="slack.undelivered_ritual",
        missed="slack.undeliverable.missed_ritual",
        facts={"ritual": f"say.rituals.names.{plan.ritual}"},
        names=names,
        also=(schedule.made_by,),
    )
