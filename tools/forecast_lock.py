"""The lock of the weekly forecast: what is submitted after its hour is kept, and marked as late."""

from dataclasses import dataclass
from datetime import datetime, time

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PATTERN = rf"(?i)^({'|'.join(DAYS)}) ([01]\d|2[0-3]):[0-5]\d$"
FRIDAY, NINE = 4, time(9)


@dataclass(frozen=True)
class Lock:
    """The moment of each week from which, until the week is over, the forecast is locked: weekday
    (Monday is 0) and time, on the company's clock."""

    day: int
    at: time

    def holds(self, local: datetime) -> bool:
        """Whether the week's forecast is locked at this moment of the company's clock."""
        return (local.weekday(), local.time()) >= (self.day, self.at)


def lock_of(text: str | None) -> Lock | None:
    """The lock written as "friday 17:00" (`PATTERN`)."""
    if text is None:
        return None
    day, _, at = text.partition(" ")
    return Lock(DAYS.index(day.lower()), time.fromisoformat(at))


def reminder_of(lock: Lock | None) -> tuple[int, time]:
    """When who has not submitted is reminded, on their own clock: at nine of the working day
    before the lock; on Friday where there is none."""
    return FRIDAY if lock is None else min((lock.day - 1) % 7, FRIDAY), NINE
