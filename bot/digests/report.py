"""Telling operations whose digest did not arrive, and why; each of them once."""

import asyncio
from functools import partial

from bot.blocks import plain_message
from bot.digests import ledger
from bot.digests.message import locale_for
from bot.digests.post import SCHEDULE, Postman
from bot.pilote import Pilote, names_of
from bot.posting import Message
from prompts import say
from tools.engine.people import Person, people_of

REPORT = f"{SCHEDULE}_report"
SHOWN = 30  # people named in one message

_Row = tuple[int, str, str, str]


async def report(bot: Pilote, postman: Postman) -> None:
    """One message to everybody of operations about all they do not know of."""
    rows = await asyncio.to_thread(ledger.unreported, bot.database, SCHEDULE)
    if not rows:
        return
    # The newest row names the report: made again after a crash, it is the same one.
    newest = f"{rows[-1][1]}#{rows[-1][0]}"
    operations = await asyncio.to_thread(_operations, bot)
    sent = [
        await postman.post(
            person, ledger.Key(REPORT, newest, person.email), partial(_message, bot, person, rows)
        )
        for person in operations
    ]
    if not sent or any(one != "waiting" for one in sent):
        await asyncio.to_thread(ledger.reported, bot.database, [row[0] for row in rows])


def _operations(bot: Pilote) -> list[Person]:
    today = bot.clock.today()
    with bot.sales.reading() as connection:
        found = people_of(connection, ("operations",))
    return [person for person in found if person.is_active(today)]


def _message(bot: Pilote, person: Person, rows: list[_Row]) -> Message:
    locale = locale_for(bot, person)
    with bot.sales.reading() as connection:
        names = names_of(connection, [row[2] for row in rows])
    lines = [say(locale, "slack.undelivered", n=len(rows))]
    for _, window, email, why in rows[:SHOWN]:
        reason = say(locale, f"slack.undeliverable.{why}")
        lines.append(f"• {names.get(email, email)} ({window}) — {reason}")
    if len(rows) > SHOWN:
        lines.append(say(locale, "say.more_rows", n=len(rows) - SHOWN))
    return plain_message("\n".join(lines))
