"""Who gets the weekly digest, and what time it is where they are."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.digests.week import CAUGHT_UP, Stage, Turn, hours_of, turn_of
from bot.preferences import Preferences
from tools.engine.people import Person

ROLES = ("rep", "manager", "executive", "operations")
AS_EVERYBODY = Preferences()


@dataclass(frozen=True)
class Recipient:
    """Somebody whose digest of a week is to come, due, or late."""

    person: Person
    window: str
    stage: Stage


def recipients(
    people: Iterable[Person], chosen: Mapping[str, Preferences], now: datetime, time_zone: str
) -> Iterator[Recipient]:
    """Those of them who work here and have the digest, each on their own clock (else the
    company's) and at the hour they chose; `chosen` by email."""
    for person in people:
        own = chosen.get(person.email, AS_EVERYBODY)
        if not own.wants_digest(person.role):
            continue
        local = now.astimezone(ZoneInfo(person.time_zone or time_zone))
        turn = turn_of(local, hours_of(own))
        if person.is_active(local.date()) and (turn.stage != "over" or _had(person, own, turn)):
            yield Recipient(person, turn.window, turn.stage)


def _had(person: Person, own: Preferences, turn: Turn) -> bool:
    """Whether a turn that is over was theirs: not of who came, or asked for it, after it."""
    ended_on = turn.day + timedelta(days=CAUGHT_UP)
    asked_on = own.digest_since.date() if own.digest_since else turn.day
    return person.is_active(turn.day) and asked_on <= ended_on
