"""Periods in words: "Q4 2026 (1 Oct – 31 Dec 2026)", « T4 2026 (1 oct. – 31 déc. 2026) »."""

from datetime import date
from functools import lru_cache

from babel.dates import format_date

from bot.saying.numbers import babel_locale, day
from prompts import say
from tools.engine.calendar import Calendar, Span
from tools.engine.figure import Span as Shown
from tools.engine.period import parse_period

_NO_BREAK = "\N{NO-BREAK SPACE}"
_DATES = {"month": "MMM", "day": "d MMM"}  # the others are numbered


def period_name(span: Shown, calendar: Calendar, locale: str) -> str:
    """The name and the days of a period."""
    if span.starts_on is None or span.ends_on is None:
        return say(locale, "say.all_time")
    ends: Span = (span.starts_on, span.ends_on)
    if ends[0] == ends[1]:
        return day(ends[0], locale)
    grain = calendar.grain_of(ends)
    days = _days(ends, locale)
    if grain is None:
        return days
    if grain == "month":
        return str(format_date(ends[0], "MMMM y", babel_locale(locale)))
    return f"{_short(ends, grain, calendar, locale)} ({days})"


def period_label(span: Shown, calendar: Calendar, locale: str) -> str:
    """The short name alone, for comparisons: "Q3 2026"."""
    if span.starts_on is None or span.ends_on is None:
        return say(locale, "say.all_time")
    ends: Span = (span.starts_on, span.ends_on)
    grain = calendar.grain_of(ends)
    if grain in {"week", "quarter", "half", "year"}:
        return _short(ends, grain or "", calendar, locale)
    return period_name(span, calendar, locale)


def short_label(label: str, by: str, calendar: Calendar, locale: str, *, dated: bool) -> str:
    """A month (week …) of a trend where there is little room: "Oct", "W41"; `dated` with its
    year. No line breaks within it."""
    return _short_label(label, by, calendar, locale, dated=dated).replace(" ", _NO_BREAK)


def _short_label(label: str, by: str, calendar: Calendar, locale: str, *, dated: bool) -> str:
    span = parse_period(label, date.min, calendar).span
    pattern = _DATES.get(by)
    if span and pattern:
        return str(format_date(span[0], pattern + " y" * dated, babel_locale(locale)))
    year, _, number = label.partition("-")
    if not number:
        return year
    short = say(locale, f"say.grain_alone.{by}", number=int(number[1:]))
    return f"{short} {year}" if dated else short


def _short(ends: Span, grain: str, calendar: Calendar, locale: str) -> str:
    year, _, number = calendar.label(grain, ends[0]).partition("-")
    if grain == "year":
        return year
    return say(locale, f"say.grain.{grain}", number=int(number[1:]), year=year)


@lru_cache(maxsize=256)  # the same few periods are asked for all day
def _days(ends: Span, locale: str) -> str:
    first, last = ends
    pattern = "d MMM" if first.year == last.year else "d MMM y"
    return f"{format_date(first, pattern, babel_locale(locale))} – {day(last, locale)}"
