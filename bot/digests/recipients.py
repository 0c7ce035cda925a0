"""Who gets the weekly digest, and what time it is where they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.digests.week import Stage, stage_of, window_of
from tools.engine.people import Person

ROLES = ("manager", "executive")


@dataclass(frozen=True)
class Recipient:
    """Somebody whose digest of a week is to come, due, or late."""

    person: Person
    window: str
    stage: Stage


def recipients(people: list[Person], now: datetime, time_zone: str) -> Iterator[Recipient]:
    """Those of them who work here today, each on their own clock (else the company's)."""
    for person in people:
        local = now.astimezone(ZoneInfo(person.time_zone or time_zone))
        if person.is_active(local.date()):
            yield Recipient(person, window_of(local.date()), stage_of(local))
