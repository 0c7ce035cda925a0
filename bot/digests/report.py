"""Telling operations whose digest did not arrive, and why; each of them once."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from zoneinfo import ZoneInfo

from bot.blocks import plain_message
from bot.digests import ledger
from bot.digests.message import locale_for
from bot.digests.post import SCHEDULE, Postman
from bot.digests.week import Hours, quiet_of
from bot.pilote import Pilote
from bot.posting import Message
from bot.preferences import Preferences, all_preferences
from prompts import say
from tools.engine.people import Person, names_of, people_of, person_by_email

SHOWN = 30  # people named in one message

_Row = tuple[int, str, str, str]


@dataclass(frozen=True)
class Undelivered:
    """What a report is about: the schedule in the ledger, its words (a key; fact `n`) and their
    facts (keys again), names of recipients that are no people, and who is told beside operations
    (emails)."""

    schedule: str = SCHEDULE
    words: str = "slack.undelivered"
    missed: str = "slack.undeliverable.missed"
    facts: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    also: Sequence[str] = ()


async def report(bot: Pilote, postman: Postman, of: Undelivered | None = None) -> None:
    """One message to each of those who are told, about all they do not know of."""
    of = of or Undelivered()
    rows = await asyncio.to_thread(ledger.unreported, bot.database, of.schedule)
    if not rows:
        return
    # The newest row names the report: made again after a crash, it is the same one.
    newest, name = f"{rows[-1][1]}#{rows[-1][0]}", f"{of.schedule}_report"
    told = await asyncio.to_thread(_told, bot, of.also)
    if await asyncio.to_thread(_is_quiet, bot, told):
        return  # it keeps: they hear of it together, and once
    sent = [
        await postman.post(
            person, ledger.Key(name, newest, person.email), partial(_message, bot, person, rows, of)
        )
        for person in told
    ]
    if not sent or any(one != "waiting" for one in sent):
        await asyncio.to_thread(ledger.reported, bot.database, [row[0] for row in rows])


def _told(bot: Pilote, also: Sequence[str]) -> list[Person]:
    today = bot.clock.today()
    with bot.sales.reading() as connection:
        found = people_of(connection, ("operations",))
        known = {person.email for person in found}
        others = [person_by_email(connection, email) for email in also if email not in known]
    everybody = [*found, *(person for person in others if person is not None)]
    return [person for person in everybody if person.is_active(today)]


def _is_quiet(bot: Pilote, told: Sequence[Person]) -> bool:
    """Whether one of them wants nothing unasked at this hour."""
    chosen, now = all_preferences(bot.database), bot.clock.now()
    with bot.sales.reading() as connection:
        zone = bot.desk(connection).company.time_zone
    return any(
        Hours(quiet=quiet_of(chosen.get(person.email, Preferences()))).disturbs(
            now.astimezone(ZoneInfo(person.time_zone or zone)).time()
        )
        for person in told
    )


def _message(bot: Pilote, person: Person, rows: list[_Row], of: Undelivered) -> Message:
    locale = locale_for(bot, person)
    with bot.sales.reading() as connection:
        names = {**names_of(connection, [row[2] for row in rows]), **of.names}
    facts = {name: say(locale, key) for name, key in of.facts.items()}
    lines = [say(locale, of.words, n=len(rows), **facts)]
    for _, window, recipient, why in rows[:SHOWN]:
        key = of.missed if why == "missed" else f"slack.undeliverable.{why}"
        lines.append(f"• {names.get(recipient, recipient)} ({window}) — {say(locale, key)}")
    if len(rows) > SHOWN:
        lines.append(say(locale, "say.more_rows", n=len(rows) - SHOWN))
    return plain_message("\n".join(lines))
