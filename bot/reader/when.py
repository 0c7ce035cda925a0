"""Stretches of time as they were said: an action of the vocabulary and what filled its slots."""

from dataclasses import dataclass
from datetime import date, timedelta

IN_DAYS = {"day": 1, "week": 7}
IN_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
# Ranges with one end: the other is today, or nobody said it.
OPEN_ENDED = frozenset({"before", "until", "after"})
STEPS = {"this": 0, "last": -1, "next": 1}
_DAYS = frozenset({"date", "day_of", "weekday", "near_day", "ago", "nth", "weekday_in"})


@dataclass(frozen=True)
class When:
    """A time as said. `bot.reader.clock.Clock` knows what it means today."""

    action: str
    said: tuple[tuple[str, object], ...] = ()

    def __getitem__(self, name: str) -> object:
        return dict(self.said)[name]

    def get(self, name: str) -> object:
        """What filled a slot, or None."""
        return dict(self.said).get(name)

    def number(self, name: str) -> int | None:
        """The number in a slot, or None."""
        value = self.get(name)
        return None if value is None else int(str(value))

    @property
    def is_day(self) -> bool:
        """Whether it means one day."""
        return self.action in _DAYS


def months_on(day: date, months: int) -> date:
    """The same day of another month, or its last day."""
    index = day.year * 12 + day.month - 1 + months
    last = (date(index // 12 + (index % 12 == 11), (index + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(index // 12, index % 12 + 1, min(day.day, last))


def days_between(first: date, last: date) -> str:
    """The token of a range of days."""
    return f"{first.isoformat()}..{last.isoformat()}"
