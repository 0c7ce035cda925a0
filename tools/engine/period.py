"""Periods: the tokens of the contract, resolved to first and last day."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from storage.errors import UsageError
from tools.engine.calendar import Calendar, Span

MOST_DAYS = 36_600  # a century: beyond it a number of days is a slip of the keyboard


@dataclass(frozen=True)
class Period:
    """First and last day (both included); both None for `all`. `token` names it for good."""

    starts_on: date | None
    ends_on: date | None
    token: str

    @property
    def span(self) -> Span | None:
        """Both ends, or None for `all`."""
        if self.starts_on is None or self.ends_on is None:
            return None
        return self.starts_on, self.ends_on

    @property
    def days(self) -> int:
        """How many days it has; 0 for `all`."""
        return (self.ends_on - self.starts_on).days + 1 if self.starts_on and self.ends_on else 0


ALL = Period(None, None, "all")


def period_of(span: Span, calendar: Calendar) -> Period:
    """The period with these ends, under its shortest name."""
    return Period(span[0], span[1], calendar.name(span))


def parse_period(token: str, today: date, calendar: Calendar) -> Period:
    """What a period token means on `today`.

    Raises `UsageError` `period_unknown` for text that is no token or no real day, and
    `period_backwards` for a range that ends before it starts.
    """
    text = token.strip()
    if text.lower() == "all":
        return ALL
    for pattern, resolve in _FORMS:
        match = pattern.fullmatch(text)
        if match:
            try:
                span = resolve(match, today, calendar)
            except (ValueError, OverflowError) as error:
                raise UsageError("period_unknown", given=token) from error
            if span[0] > span[1]:
                raise UsageError("period_backwards", given=token)
            return period_of(span, calendar)
    raise UsageError("period_unknown", given=token)


def previous(period: Period, calendar: Calendar) -> Period:
    """The period before: the quarter before a quarter, as many days before any range."""
    if period.span is None:
        return period
    grain = calendar.grain_of(period.span)
    if grain:
        return period_of(calendar.span(grain, period.span[0], -1), calendar)
    last = period.span[0] - timedelta(days=1)
    return period_of((last - timedelta(days=period.days - 1), last), calendar)


def year_before(period: Period, calendar: Calendar) -> Period:
    """The same period a year before (a week: the week of the same number)."""
    if period.span is None:
        return period
    grain = calendar.grain_of(period.span)
    if grain == "week":
        year, week, _ = period.span[0].isocalendar()
        return period_of(_iso_week(year - 1, week), calendar)
    if grain and grain != "day":
        months = {"month": 12, "quarter": 4, "half": 2, "year": 1}[grain]
        return period_of(calendar.span(grain, period.span[0], -months), calendar)
    return period_of((_year_back(period.span[0]), _year_back(period.span[1])), calendar)


def _year_back(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)


def _iso_week(year: int, week: int) -> Span:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        if week != 53:
            raise
        monday = date.fromisocalendar(year, 52, 1)
    return monday, monday + timedelta(days=6)


def _year(match: re.Match[str], _today: date, calendar: Calendar) -> Span:
    return calendar.in_year(int(match[1]), "year", 1)


def _half(match: re.Match[str], _today: date, calendar: Calendar) -> Span:
    return calendar.in_year(int(match[1]), "half", int(match[2]))


def _quarter(match: re.Match[str], _today: date, calendar: Calendar) -> Span:
    return calendar.in_year(int(match[1]), "quarter", int(match[2]))


def _month(match: re.Match[str], _today: date, calendar: Calendar) -> Span:
    return calendar.span("month", date(int(match[1]), int(match[2]), 1))


def _week(match: re.Match[str], _today: date, _calendar: Calendar) -> Span:
    monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
    return monday, monday + timedelta(days=6)


def _day(match: re.Match[str], _today: date, _calendar: Calendar) -> Span:
    day = date.fromisoformat(match[1])
    return day, day


def _range(match: re.Match[str], _today: date, _calendar: Calendar) -> Span:
    return date.fromisoformat(match[1]), date.fromisoformat(match[2])


def _around(match: re.Match[str], today: date, calendar: Calendar) -> Span:
    shift = {"this": 0, "last": -1, "next": 1}[match[1].lower()]
    return calendar.span(match[2].lower(), today, shift)


def _last_days(match: re.Match[str], today: date, _calendar: Calendar) -> Span:
    return today - timedelta(days=_days(match[1]) - 1), today


def _next_days(match: re.Match[str], today: date, _calendar: Calendar) -> Span:
    return today + timedelta(days=1), today + timedelta(days=_days(match[1]))


def _to_date(match: re.Match[str], today: date, calendar: Calendar) -> Span:
    return calendar.span(match[1].lower(), today)[0], today


def _days(number: str) -> int:
    days = int(number)
    if not 1 <= days <= MOST_DAYS:
        raise ValueError(number)
    return days


_DAY = r"(\d{4}-\d{2}-\d{2})"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date, Calendar], Span]], ...] = (
    (re.compile(r"(\d{4})"), _year),
    (re.compile(r"(\d{4})-H([12])", re.IGNORECASE), _half),
    (re.compile(r"(\d{4})-Q([1-4])", re.IGNORECASE), _quarter),
    (re.compile(r"(\d{4})-(\d{2})"), _month),
    (re.compile(r"(\d{4})-W(\d{2})", re.IGNORECASE), _week),
    (re.compile(_DAY), _day),
    (re.compile(rf"{_DAY}\.\.{_DAY}"), _range),
    (re.compile(r"(this|last|next)_(week|month|quarter|half|year)", re.IGNORECASE), _around),
    (re.compile(r"last_(\d{1,6})_days", re.IGNORECASE), _last_days),
    (re.compile(r"next_(\d{1,6})_days", re.IGNORECASE), _next_days),
    (re.compile(r"(year|quarter)_to_date", re.IGNORECASE), _to_date),
)


def past_day(day: date | None, today: date) -> date | None:
    """A day before today, None for today or none. Raises UsageError `as_of_future`."""
    if day is None or day == today:
        return None
    if day > today:
        raise UsageError("as_of_future", given=day.isoformat())
    return day
