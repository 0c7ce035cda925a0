"""The days of a schedule as an iCalendar recurrence rule (RFC 5545)."""

from collections.abc import Sequence
from dataclasses import dataclass

from storage.errors import PiloteError

WORKDAYS = "MO,TU,WE,TH,FR"
WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ALWAYS_THERE = 28  # no month is shorter
# A « first Monday » is one of the month, but for what looks back on a quarter.
_OWN_UNIT = {"quarterly_review": "quarter"}


@dataclass(frozen=True)
class Days:
    """What was said of the days: weekdays, which one of the month, units, days of the month."""

    weekdays: Sequence[str]
    last_day: bool
    places: Sequence[int]
    units: Sequence[str]
    numbers: Sequence[int]

    def rule(self, ritual: str, fiscal_start: int) -> str:
        """The rule. Raises PiloteError `schedule_days` for what is no set of days.

        `fiscal_start` is the month (1-12) in which fiscal years begin: quarters follow it.
        """
        units = set(self.units)
        in_month = self._in_month()
        if in_month is None:
            return self._in_week(units)
        units = units or {_OWN_UNIT.get(ritual, "month")}
        if units == {"month"}:
            return f"FREQ=MONTHLY;{in_month}"
        if units == {"quarter"}:
            months = sorted((fiscal_start - 1 + 3 * step) % 12 + 1 for step in range(4))
            if self.last_day or self.places == [-1]:  # of the quarter: of its last month
                months = sorted((month + 1) % 12 + 1 for month in months)
            return f"FREQ=YEARLY;BYMONTH={','.join(map(str, months))};{in_month}"
        raise PiloteError("schedule_days")

    def _in_week(self, units: set[str]) -> str:
        if self.weekdays and units <= {"week"}:
            named = sorted(self.weekdays, key=WEEK.index)
            return f"FREQ=WEEKLY;BYDAY={','.join(named)}"
        if not self.weekdays and units == {"workday"}:
            return f"FREQ=WEEKLY;BYDAY={WORKDAYS}"
        if not self.weekdays and units == {"day"}:
            return "FREQ=DAILY"
        raise PiloteError("schedule_days")

    def _in_month(self) -> str | None:
        """The day within a month; None where none was said."""
        said = bool(self.places) + self.last_day + bool(self.numbers)
        if not said:
            return None
        if said > 1 or len(self.places) > 1 or len(self.numbers) > 1:
            raise PiloteError("schedule_days")
        if self.places and len(self.weekdays) == 1:
            return f"BYDAY={self.places[0]:+d}{self.weekdays[0]}"
        if self.weekdays or self.places:
            raise PiloteError("schedule_days")
        return "BYMONTHDAY=-1" if self.last_day else _day(self.numbers[0])


def _day(number: int) -> str:
    """A day of the month; the last one where a month is too short for it."""
    if not 1 <= number <= 31:
        raise PiloteError("schedule_days")
    if number <= _ALWAYS_THERE:
        return f"BYMONTHDAY={number}"
    upto = ",".join(str(day) for day in range(_ALWAYS_THERE, number + 1))
    return f"BYMONTHDAY={upto};BYSETPOS=-1"
