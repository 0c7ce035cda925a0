"""Single days as people name them: dates, weekdays, yesterday, three weeks ago."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.reader.spans import nearest
from bot.reader.when import IN_DAYS, IN_MONTHS, STEPS, When, months_on
from tools.engine.calendar import Span

if TYPE_CHECKING:
    from bot.reader.clock import Clock


def date_written(when: When, clock: Clock, looks: str) -> str | None:
    """`2026-11-03`; `3/11` and `03.11.2026`: the day first, as in Europe."""
    if "-" in str(when["date"]):
        return date.fromisoformat(str(when["date"])).isoformat()
    parts = [int(part) for part in re.split(r"[/.]", str(when["date"]))]
    day, month = parts[0], parts[1]
    if month > 12:
        day, month = month, day
    year = parts[2] if len(parts) > 2 else None
    if year is not None:
        return date(year + 2000 if year < 100 else year, month, day).isoformat()
    return _day(clock, looks, day, month)


def _day(clock: Clock, looks: str, day: int, month: int) -> str:
    def of(year: int) -> Span:
        return date(year, month, day), date(year, month, day)

    return nearest(of, clock.today.year, clock, looks)[0].isoformat()


def day_of(when: When, clock: Clock, looks: str) -> str:
    """`3 March`, `March 3rd 2026`."""
    day, month, year = when.number("n") or 0, when.number("month") or 0, when.number("year")
    relative = when.get("rel")
    if relative:
        year = clock.today.year + STEPS[str(relative)]
    if year is not None:
        return date(year, month, day).isoformat()
    return _day(clock, looks, day, month)


def nth(when: When, clock: Clock, looks: str) -> str:
    """`the 15th`: of the month that fits the direction."""
    day, today = when.number("n") or 0, clock.today
    months = [months_on(today.replace(day=1), shift) for shift in range(-2, 4)]
    days = [first.replace(day=day) for first in months if day <= _last_day(first)]
    if looks == "back":
        return max(d for d in days if d <= today).isoformat()
    return min(d for d in days if d >= today).isoformat()


def _last_day(first: date) -> int:
    return (months_on(first, 1) - timedelta(days=1)).day


def weekday(when: When, clock: Clock, looks: str) -> str:
    """`Monday`, `last Friday`."""
    ahead = ((when.number("weekday") or 0) - clock.today.weekday()) % 7
    relative = when.get("rel")
    if relative == "last" or (relative is None and looks == "back" and ahead):
        return (clock.today + timedelta(days=ahead - 7)).isoformat()
    if relative == "next" and not ahead:
        ahead = 7
    return (clock.today + timedelta(days=ahead)).isoformat()


def weekday_in(when: When, clock: Clock, _looks: str) -> str:
    """`Monday of last week`."""
    monday = clock.today - timedelta(days=clock.today.weekday())
    week = STEPS[str(when["rel"])]
    return (monday + timedelta(weeks=week, days=when.number("weekday") or 0)).isoformat()


def near_day(when: When, clock: Clock, _looks: str) -> str:
    """`today`, `yesterday`, « après-demain »."""
    return (clock.today + timedelta(days=when.number("shift") or 0)).isoformat()


def ago(when: When, clock: Clock, _looks: str) -> str:
    """`3 weeks ago`, « il y a un mois »."""
    number, grain = when.number("n") or 1, str(when["grain"])
    if grain in IN_DAYS:
        return (clock.today - timedelta(days=number * IN_DAYS[grain])).isoformat()
    return months_on(clock.today, -number * IN_MONTHS[grain]).isoformat()
