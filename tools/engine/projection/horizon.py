"""Horizons: from a day to the end of a period, and the same in past periods."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from tools.engine.calendar import Calendar, Span

MOST = 8  # past periods that are looked at: two years of quarters
_STEPS = {"year": "quarter", "half": "quarter", "day": "week"}


@dataclass(frozen=True)
class Horizon:
    """A period as seen at the end of `day`."""

    day: date
    starts_on: date
    ends_on: date

    @property
    def is_over(self) -> bool:
        """Whether nothing can close in the period any more."""
        return self.day >= self.ends_on

    @property
    def days_left(self) -> int:
        """Days from `day` to the end of the period."""
        return (self.ends_on - self.day).days

    @property
    def rest(self) -> Span:
        """First and last day of what is left of the period, or all of it."""
        return max(self.starts_on, self.day + timedelta(days=1)), self.ends_on

    def moved(self, starts_on: date, ends_on: date) -> "Horizon":
        """Another period, with as many days left."""
        day = ends_on - timedelta(days=self.days_left)
        return replace(self, day=day, starts_on=starts_on, ends_on=ends_on)


@lru_cache(maxsize=256)
def past(horizon: Horizon, calendar: Calendar, since: date) -> Sequence[Horizon]:
    """The latest periods like it that were over on its day, seen with as many days left, the
    latest first. None of them began before `since`, when there was no data yet.

    Years and halves move by quarters, so that there are enough of them.
    """
    found: list[Horizon] = []
    for earlier in _earlier(horizon, calendar):
        if earlier.starts_on < since or earlier.day < since or len(found) == MOST:
            break
        if earlier.ends_on <= horizon.day:
            found.append(earlier)
    return tuple(found)


def _earlier(horizon: Horizon, calendar: Calendar) -> Iterator[Horizon]:
    span = horizon.starts_on, horizon.ends_on
    grain = calendar.grain_of(span)
    if grain is None:  # a range moves by whole weeks, so that its weekdays stay
        weeks = timedelta(weeks=-(-((span[1] - span[0]).days + 1) // 7))
        number = 0
        while True:
            number += 1
            yield horizon.moved(span[0] - number * weeks, span[1] - number * weeks)
    step = _STEPS.get(grain, grain)
    shift = 0
    while True:
        shift -= 1
        if grain == "day":
            day = span[0] + timedelta(weeks=shift)
            yield horizon.moved(day, day)
        else:
            first = calendar.span(step, span[0], shift)[0]
            yield horizon.moved(first, calendar.span(step, span[1], shift)[1])
