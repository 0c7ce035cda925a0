"""Weeks, months, quarters, halves and years as people name them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.reader.when import IN_DAYS, IN_MONTHS, STEPS, When, days_between, months_on
from tools.engine.calendar import Calendar, Span

if TYPE_CHECKING:
    from bot.reader.clock import Clock


def nearest(candidates: Callable[[int], Span], year: int, clock: Clock, looks: str) -> Span:
    """Looking back: the last one begun; looking forward: the next one not over."""
    spans = []
    for shift in range(-8, 9):
        try:
            spans.append(candidates(year + shift))
        except ValueError:  # 29 February
            continue
    if looks == "back":
        return max(span for span in spans if span[0] <= clock.today)
    return min(span for span in spans if span[1] >= clock.today)


def _in_year(when: When, clock: Clock, looks: str, of: Callable[[int], Span]) -> str:
    year = when.number("year") or when.number("yy")
    if year is not None:
        return clock.calendar.name(of(year + 2000 if year < 100 else year))
    relative = when.get("rel")
    here = clock.calendar.year_of(clock.today)
    if relative:
        return clock.calendar.name(of(here + STEPS[str(relative)]))
    return clock.calendar.name(nearest(of, here, clock, looks))


def token(when: When, _clock: Clock, _looks: str) -> str:
    """A token of the contract as typed; T3 is Q3 and S1 is H1 in French."""
    text = str(when["token"]).lower().replace(" ", "-")
    said = re.fullmatch(r"(\d{4})-?([qhst])([1-4])", text)
    if said:
        letter = {"t": "Q", "s": "H"}.get(said[2], said[2].upper())
        return f"{said[1]}-{letter}{said[3]}"
    return re.sub(r"-w(\d\d)", r"-W\1", text)


def literal(when: When, _clock: Clock, _looks: str) -> str:
    """A token that is taken as it is."""
    return str(when["token"])


def around(when: When, clock: Clock, _looks: str) -> str:
    """`last quarter`, « ce mois », `next day`."""
    if when["grain"] == "day":
        return (clock.today + timedelta(days=STEPS[str(when["rel"])])).isoformat()
    return f"{when['rel']}_{when['grain']}"


def this(when: When, _clock: Clock, _looks: str) -> str:
    """`of the quarter`: the one that runs."""
    return f"this_{when['grain']}"


def last_n(when: When, clock: Clock, _looks: str) -> str | None:
    """`last 30 days` end today, `last 6 months` too, and whatever is `rolling`; `last two
    quarters` are whole ones."""
    number, grain = when.number("n") or int(bool(when.get("rolling"))), str(when["grain"])
    if grain in IN_DAYS:
        return f"last_{number * IN_DAYS[grain]}_days"
    if grain == "month" or when.get("rolling"):
        months = number * IN_MONTHS[grain]
        return days_between(months_on(clock.today, -months) + timedelta(days=1), clock.today)
    first = clock.calendar.span(grain, clock.today, -number)[0]
    return clock.calendar.name((first, clock.calendar.span(grain, clock.today, -1)[1]))


def next_n(when: When, clock: Clock, _looks: str) -> str | None:
    """`next 30 days` begin tomorrow; `next two quarters` are whole ones."""
    number, grain = when.number("n") or 0, str(when["grain"])
    if grain in IN_DAYS:
        return f"next_{number * IN_DAYS[grain]}_days"
    if grain == "month":
        return days_between(clock.today + timedelta(days=1), months_on(clock.today, number))
    last = clock.calendar.span(grain, clock.today, number)[1]
    return clock.calendar.name((clock.calendar.span(grain, clock.today, 1)[0], last))


def to_date(when: When, clock: Clock, _looks: str) -> str:
    """`year to date`."""
    grain = str(when["grain"])
    if grain in {"year", "quarter"}:
        return f"{grain}_to_date"
    return days_between(clock.calendar.span(grain, clock.today)[0], clock.today)


def all_dates(_when: When, _clock: Clock, _looks: str) -> str:
    """`all time`."""
    return "all"


def quarter(when: When, clock: Clock, looks: str) -> str:
    """`Q3`, `Q3 2026`, `Q3 last year`; « le T1 prochain » is the next to begin."""
    near = when.get("rel_near")
    if near:
        return _near_quarter(when, clock, STEPS[str(near)])
    return _in_year(when, clock, looks, _numbered(when, clock, "quarter"))


def _near_quarter(when: When, clock: Clock, step: int) -> str:
    """The next one not begun, the last one over, or the one of this year."""
    of, year = _numbered(when, clock, "quarter"), clock.calendar.year_of(clock.today)
    spans = [of(year + shift) for shift in (-1, 0, 1)]
    if step > 0:
        return clock.calendar.name(min(span for span in spans if span[0] > clock.today))
    if step < 0:
        return clock.calendar.name(max(span for span in spans if span[1] < clock.today))
    return clock.calendar.name(spans[1])


def half(when: When, clock: Clock, looks: str) -> str:
    """`H1`, « S2 2026 »."""
    return _in_year(when, clock, looks, _numbered(when, clock, "half"))


def _numbered(when: When, clock: Clock, grain: str) -> Callable[[int], Span]:
    number = when.number("number") or when.number("ord") or 0
    if not 1 <= number <= {"quarter": 4, "half": 2}[grain]:
        raise ValueError(number)
    return lambda year: clock.calendar.in_year(year, grain, number)


def ordinal(when: When, clock: Clock, looks: str) -> str:
    """`third quarter of 2026`, « premier semestre »."""
    return _in_year(when, clock, looks, _numbered(when, clock, str(when["part"])))


def month(when: When, clock: Clock, looks: str) -> str:
    """`March`, `March 2026`, `last March`."""
    number = when.number("month") or 0
    if when.get("rel_month"):
        return _near_month(when, clock, number)
    return _in_year(
        when,
        _by_calendar_year(clock),
        looks,
        lambda year: clock.calendar.span("month", date(year, number, 1)),
    )


def _by_calendar_year(clock: Clock) -> Clock:
    """Months and weeks are of calendar years, whenever the fiscal year starts."""
    return replace(clock, calendar=Calendar(1))


def _near_month(when: When, clock: Clock, month: int) -> str:
    """`last March` is over or running and `next March` is to come, `this March` is this year's."""
    year, today = clock.today.year, clock.today
    relative = str(when["rel_month"])
    if relative == "last":
        year -= month >= today.month
    if relative == "next":
        year += month <= today.month
    return clock.calendar.name(clock.calendar.span("month", date(year, month, 1)))


def week(when: When, clock: Clock, looks: str) -> str:
    """`week 39`: ISO weeks."""
    number = when.number("number") or 0

    def of(year: int) -> Span:
        monday = date.fromisocalendar(year, number, 1)
        return monday, monday + timedelta(days=6)

    return _in_year(when, _by_calendar_year(clock), looks, of)


def year(when: When, _clock: Clock, _looks: str) -> str:
    """`2026`, `FY26`."""
    number = when.number("year") or when.number("yy") or 0
    return f"{number + 2000 if number < 100 else number:04}"
