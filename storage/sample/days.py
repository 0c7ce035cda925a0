"""Days as small integers, with all that is asked of them looked up."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from storage.sample.assumptions import HORIZON_DAYS, QUARTERS_BEFORE

TIME_ZONE = "Europe/Paris"
_CLOCK = tuple(f"T{m // 60:02d}:{m % 60:02d}" for m in range(24 * 60))
_OPENS, _CLOSES, _BUSINESS = 8 * 60, 9 * 60, 10 * 60  # minutes: what is done today is done by 9


def _quarter_start(quarter: int) -> date:
    return date(quarter // 4, quarter % 4 * 3 + 1, 1)


class Days:
    """The calendar of one sample: day 0 opens the first quarter, `now` is today.

    Quarters are counted from 0 too; `current` is the one that contains today. The company's
    fiscal year is the calendar year.
    """

    def __init__(self, today: date) -> None:
        this_quarter = today.year * 4 + (today.month - 1) // 3
        self._first_quarter = this_quarter - QUARTERS_BEFORE
        self.first = _quarter_start(self._first_quarter)
        self.today = today
        self.now = (today - self.first).days
        self.current = QUARTERS_BEFORE
        self.last = self.now + HORIZON_DAYS
        dates = [self.first + timedelta(days=n) for n in range(self.last + 1)]
        self.iso = [d.isoformat() for d in dates]
        self.month = [d.month for d in dates]  # 1-12
        begins = self.first.year * 12 + self.first.month
        self.month_number = [d.year * 12 + d.month - begins for d in dates]  # 0 is the first
        self.quarter = [d.year * 4 + (d.month - 1) // 3 - self._first_quarter for d in dates]
        self.month_end = self._ends(self.month_number)
        self.quarter_end = self._ends(self.quarter)
        weekdays = [d.weekday() for d in dates]
        # the working day at or before, and at or after
        self.workday_before = [n - max(0, w - 4) for n, w in enumerate(weekdays)]
        self.workday_after = [min(n + (7 - w) % 7 * (w > 4), self.last)
                              for n, w in enumerate(weekdays)]  # fmt: skip
        self._offsets = self._utc_offsets(dates)

    @staticmethod
    def _ends(groups: list[int]) -> list[int]:
        """For each day the last day of its group; the table's end cuts the last group."""
        ends = list(range(len(groups)))
        for n in range(len(groups) - 2, -1, -1):
            if groups[n] == groups[n + 1]:
                ends[n] = ends[n + 1]
        return ends

    @staticmethod
    def _utc_offsets(dates: list[date]) -> list[str]:
        """The seconds and offset part of an instant, as it is at noon: clocks change at night."""
        zone = ZoneInfo(TIME_ZONE)
        noons = (datetime(d.year, d.month, d.day, 12, tzinfo=zone) for d in dates)
        return [noon.strftime(":00%z")[:-2] + ":00" for noon in noons]

    def text(self, day: int) -> str:
        """The date of a day, also before day 0."""
        return (self.first + timedelta(days=day)).isoformat()

    def instant(self, day: int, minute: int) -> str:
        """A moment in business hours; `minute` counts from their start, 0-599.

        Today's are all before nine, so that a demo begun in the morning holds no future.
        """
        if day >= self.now:
            minute = minute % (_CLOSES - _OPENS) if day == self.now else minute
        return self.iso[day] + _CLOCK[_OPENS + minute % _BUSINESS] + self._offsets[day]

    def quarter_span(self, quarter: int) -> tuple[str, str]:
        """First and last date of a quarter counted from 0, or before."""
        starts = _quarter_start(self._first_quarter + quarter)
        ends = _quarter_start(self._first_quarter + quarter + 1) - timedelta(days=1)
        return starts.isoformat(), ends.isoformat()

    def quarter_of_year(self, quarter: int) -> int:
        """0 for the first quarter of a year to 3 for the last."""
        return (self._first_quarter + quarter) % 4

    def quarter_begins(self, quarter: int) -> int:
        """The day a quarter begins."""
        return (_quarter_start(self._first_quarter + quarter) - self.first).days
