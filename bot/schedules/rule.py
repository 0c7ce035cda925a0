"""When a schedule is due: the days of an iCalendar recurrence rule, at an hour on a local clock.

A day has one window, whatever the clocks do on it: an hour that a change skips is taken as late
as the change makes it, one that comes twice is the first of the two.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from dateutil.rrule import rrule, rruleset

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Rule:
    """`days` is an RRULE (RFC 5545) without hours, `at` an hour in the IANA zone `time_zone`."""

    days: str
    at: str
    time_zone: str

    def instant(self, day: date) -> datetime:
        """The moment on this day, in UTC."""
        there = datetime.combine(day, time.fromisoformat(self.at), ZoneInfo(self.time_zone))
        return there.astimezone(UTC)

    def begun(self, after: datetime, until: datetime) -> list[date]:
        """The days whose moment lies after one instant and not after another, oldest first."""
        return [day for day in self._days(after, until) if after < self.instant(day) <= until]

    def next_day(self, after: datetime) -> date | None:
        """The first day whose moment is still to come; None where there never is one."""
        begin = self._local(after) - ONE_DAY
        for moment in _recurring(self.days, begin):
            if self.instant(moment.date()) > after:
                return moment.date()
        return None

    def is_over(self, day: date, now: datetime) -> bool:
        """Whether it is too late for what was due that day: it serves a meeting of the day."""
        return now.astimezone(ZoneInfo(self.time_zone)).date() > day

    def _days(self, after: datetime, until: datetime) -> list[date]:
        begin = self._local(after) - ONE_DAY
        days = _recurring(self.days, begin)
        return [moment.date() for moment in days.between(begin, self._local(until) + ONE_DAY)]

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(ZoneInfo(self.time_zone)).replace(tzinfo=None)


def _recurring(days: str, begin: datetime) -> "rrule | rruleset":
    """The days from this one on. No rule counts from its beginning, so any will do."""
    from dateutil.rrule import rrulestr  # noqa: PLC0415 (only schedules need it)

    midnight = datetime.combine(begin, time())
    return rrulestr(days, dtstart=midnight)
