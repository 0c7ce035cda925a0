"""The fiscal calendar: which quarter, half and year a day lies in, and what they are called."""

from dataclasses import dataclass
from datetime import date, timedelta

GRAINS = ("day", "week", "month", "quarter", "half", "year")
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
Span = tuple[date, date]


@dataclass(frozen=True)
class Calendar:
    """A calendar whose years start on the first of month `starts` (1-12).

    A fiscal year is named after the calendar year in which it starts; weeks are ISO weeks.
    """

    starts: int = 1

    def span(self, grain: str, day: date, shift: int = 0) -> Span:
        """First and last day of the `grain` around `day`, moved by `shift` grains."""
        if grain == "day":
            moved = day + timedelta(days=shift)
            return moved, moved
        if grain == "week":
            monday = day - timedelta(days=day.weekday()) + timedelta(weeks=shift)
            return monday, monday + timedelta(days=6)
        months = _MONTHS[grain]
        first = self._month_index(day) // months * months + shift * months
        return self._first_of(first), self._first_of(first + months) - timedelta(days=1)

    def steps(self, grain: str, first: date, last: date) -> int:
        """How many `grain`s the one around `last` comes after the one around `first`."""
        begins, ends = (self.span(grain, day)[0] for day in (first, last))
        if grain in _MONTHS:
            return (self._month_index(ends) - self._month_index(begins)) // _MONTHS[grain]
        return (ends - begins).days // (7 if grain == "week" else 1)

    def year_of(self, day: date) -> int:
        """The name of the fiscal year that contains `day`."""
        return self._month_index(day) // 12

    def in_year(self, year: int, grain: str, number: int) -> Span:
        """The `number`-th (from 1) month-based `grain` of fiscal year `year`."""
        months = _MONTHS[grain]
        first = year * 12 + (number - 1) * months
        return self._first_of(first), self._first_of(first + months) - timedelta(days=1)

    def label(self, grain: str, day: date) -> str:
        """The contract's name of the `grain` around `day`, such as 2026-Q3 or 2026-W48."""
        if grain == "day":
            return day.isoformat()
        if grain == "week":
            year, week, _ = day.isocalendar()
            return f"{year:04}-W{week:02}"
        if grain == "month":
            return f"{day.year:04}-{day.month:02}"
        year, month = divmod(self._month_index(day), 12)
        if grain == "quarter":
            return f"{year:04}-Q{month // 3 + 1}"
        if grain == "half":
            return f"{year:04}-H{month // 6 + 1}"
        return f"{year:04}"

    def grain_of(self, span: Span) -> str | None:
        """The grain that `span` is exactly one of, or None."""
        for grain in GRAINS:
            if self.span(grain, span[0]) == span:
                return grain
        return None

    def name(self, span: Span) -> str:
        """The shortest period token that means exactly `span`."""
        grain = self.grain_of(span)
        if grain and grain != "day":
            return self.label(grain, span[0])
        return f"{span[0].isoformat()}..{span[1].isoformat()}"

    def _month_index(self, day: date) -> int:
        return day.year * 12 + day.month - self.starts

    def _first_of(self, index: int) -> date:
        year, month = divmod(index + self.starts - 1, 12)
        return date(year, month + 1, 1)
