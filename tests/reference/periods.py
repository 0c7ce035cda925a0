"""Periods of the fiscal calendar, and how they are cut into days, weeks, months, quarters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """First and last day, both included; `all` has neither; `undated` has what has no day."""

    starts_on: date | None
    ends_on: date | None
    undated: bool = False

    def has(self, day: date | None) -> bool:
        if self.undated:
            return day is None
        if self.starts_on is None or self.ends_on is None:
            return True
        return day is not None and self.starts_on <= day <= self.ends_on

    def last_day(self, today: date) -> date:
        """Its end, or today while it runs."""
        return min(self.ends_on, today) if self.ends_on else today


ALL = Period(None, None)
UNDATED = Period(None, None, undated=True)
LONG = Period(date(2020, 1, 1), date(2030, 12, 31))  # longer than any company here is old


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    raise AssertionError(day)


def months_from(first: date, months: int) -> Period:
    return Period(first, add_months(first, months) - ONE_DAY)


def fiscal_start(day: date, fiscal_year_starts: int) -> date:
    """First day of the fiscal year of `day`."""
    first = date(day.year, fiscal_year_starts, 1)
    return first if first <= day else date(day.year - 1, fiscal_year_starts, 1)


def quarter_of(day: date, fiscal_year_starts: int) -> Period:
    year = fiscal_start(day, fiscal_year_starts)
    return next(
        period
        for period in (months_from(add_months(year, 3 * number), 3) for number in range(4))
        if period.has(day)
    )


def read_period(token: str | None, today: date, fiscal_year_starts: int) -> Period:
    """The tokens that the comparison uses."""
    if token == "all":
        return ALL
    current = quarter_of(today, fiscal_year_starts)
    assert current.starts_on
    if token is None or token == "this_quarter":
        return current
    if token in ("last_quarter", "next_quarter"):
        steps = -3 if token == "last_quarter" else 3
        return months_from(add_months(current.starts_on, steps), 3)
    if token == "this_year":
        return months_from(fiscal_start(today, fiscal_year_starts), 12)
    if match := re.fullmatch(r"last_(\d+)_days", token):
        return Period(today - timedelta(days=int(match[1]) - 1), today)
    if match := re.fullmatch(r"(\d{4})-Q(\d)", token):
        year = date(int(match[1]), fiscal_year_starts, 1)
        return months_from(add_months(year, 3 * (int(match[2]) - 1)), 3)
    if match := re.fullmatch(r"(\d{4})-(\d\d)", token):
        return months_from(date(int(match[1]), int(match[2]), 1), 1)
    if ".." in token:
        first, last = token.split("..")
        return Period(date.fromisoformat(first), date.fromisoformat(last))
    raise ValueError(token)


def label(day: date, grain: str, fiscal_year_starts: int) -> str:
    """What a trend calls the day, week, month, quarter or year of `day`."""
    year = fiscal_start(day, fiscal_year_starts)
    iso = day.isocalendar()
    quarter = ((day.year - year.year) * 12 + day.month - year.month) // 3 + 1
    return {
        "day": day.isoformat(),
        "week": f"{iso.year}-W{iso.week:02}",
        "month": f"{day:%Y-%m}",
        "quarter": f"{year.year}-Q{quarter}",
        "year": str(year.year),
    }[grain]


def pieces(period: Period, grain: str, fiscal_year_starts: int) -> Iterator[tuple[str, Period]]:
    """The days of a bounded period, put together by label."""
    assert period.starts_on
    assert period.ends_on
    first = day = period.starts_on
    while day <= period.ends_on:
        name, after = label(day, grain, fiscal_year_starts), day + ONE_DAY
        if after > period.ends_on or label(after, grain, fiscal_year_starts) != name:
            yield name, Period(first, day)
            first = after
        day = after
