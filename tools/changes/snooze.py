"""Putting off the alerts about a deal until a day: for oneself, and seen by all who see it."""

import re
from datetime import date, timedelta

from sqlalchemy import Connection, insert, select, update

from storage.errors import PiloteError
from storage.tables import snoozes
from tools.changes.change import Kind, Made, Prepared, Values
from tools.changes.meant import one_deal
from tools.engine.compute import Desk
from tools.engine.kept import kept
from tools.engine.people import Person

USUAL = 7  # days
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"(\d{1,4})\s*(w|s)?", re.IGNORECASE)  # 2 weeks, 2 semaines, 10
LONGEST = 90  # days: what is put off for longer is forgotten


def _prepare(at: Desk, asker: Person, arguments: Values) -> Prepared:
    deal = one_deal(at, asker, str(arguments["deal"]))
    until = _day(at.today, arguments.get("until"))
    if not at.today < until <= at.today + timedelta(days=LONGEST):
        raise PiloteError("snooze_day", most=LONGEST)
    with kept(at) as connection:
        before = standing(connection, deal.id, asker.email) if connection else None
    told = {"until": before.isoformat() if before else None}
    return Prepared("snooze", deal.id, deal.label, told, {"until": until.isoformat()})


def _day(today: date, given: object) -> date:
    """A day as 2026-12-01, or so many days or weeks; nothing is a week."""
    text = str(given or "")
    if not text.strip():
        return today + timedelta(days=USUAL)
    written = _DATE.search(text)
    number = _NUMBER.search(text)
    try:
        if written:
            return date.fromisoformat(written[0])
        if number:
            return today + int(number[1]) * timedelta(days=7 if number[2] else 1)
    except (ValueError, OverflowError) as error:
        raise PiloteError("snooze_day", most=LONGEST) from error
    raise PiloteError("snooze_day", most=LONGEST)


def standing(connection: Connection, deal: str, email: str) -> date | None:
    """The day until which this person has put a deal off, over or not; None where they have not."""
    s = snoozes.c
    query = select(s.until_on).where(s.deal == deal, s.snoozed_by == email, s.ended_at.is_(None))
    return connection.scalar(query)


def _make(made: Made, prepared: Prepared) -> None:
    _put(made, prepared, prepared.before, prepared.after)


def _undo(made: Made, prepared: Prepared) -> None:
    _put(made, prepared, prepared.after, prepared.before)


def _put(made: Made, prepared: Prepared, before: Values, after: Values) -> None:
    """Until the day after instead of until the day before."""
    stands = standing(made.connection, prepared.deal, made.by)
    if (stands.isoformat() if stands else None) != before["until"]:
        raise PiloteError("changed_since")
    s = snoozes.c
    mine = (s.deal == prepared.deal) & (s.snoozed_by == made.by) & s.ended_at.is_(None)
    made.connection.execute(update(snoozes).where(mine).values(ended_at=made.at))
    if after["until"]:
        row = {"deal": prepared.deal, "snoozed_by": made.by, "snoozed_at": made.at}
        until = date.fromisoformat(after["until"])
        with made.connection.begin_nested():
            made.connection.execute(insert(snoozes).values(**row, until_on=until))


KINDS = (Kind("snooze", _prepare, _make, _undo),)
