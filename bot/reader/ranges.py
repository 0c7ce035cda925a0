"""Stretches with two ends: since, from ... to, between, the rest of."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.reader.when import IN_MONTHS, When, days_between, months_on
from tools.engine.calendar import Span
from tools.engine.period import parse_period, year_before

if TYPE_CHECKING:
    from bot.reader.clock import Clock


def rest(when: When, clock: Clock, _looks: str) -> str:
    """`rest of the quarter`: from today on."""
    return days_between(clock.today, clock.calendar.span(str(when["grain"]), clock.today)[1])


def since(when: When, clock: Clock, _looks: str) -> str | None:
    """`since September`: up to today."""
    start = _inner(when, "a", clock, "back")
    if start is None or start[0] > clock.today:
        return None
    return clock.calendar.name((start[0], clock.today))


def before(when: When, clock: Clock, looks: str) -> str | None:
    """`before 15 December`: from today up to the day before. Looking back it has no beginning."""
    said = _inner(when, "a", clock, looks)
    if said is None or looks == "back" or said[0] <= clock.today:
        return None
    return clock.calendar.name((clock.today, said[0] - timedelta(days=1)))


def until(when: When, clock: Clock, looks: str) -> str | None:
    """`by Friday`: from today on, that day included. Looking back it has no beginning."""
    said = _inner(when, "a", clock, looks)
    if said is None or looks == "back" or said[1] < clock.today:
        return None
    return clock.calendar.name((clock.today, said[1]))


def after(when: When, clock: Clock, looks: str) -> str | None:
    """`after 1 October`: from the day after up to today. Looking forward it has no end."""
    said = _inner(when, "a", clock, "back")
    if said is None or looks == "forward" or said[1] >= clock.today:
        return None
    return clock.calendar.name((said[1] + timedelta(days=1), clock.today))


def between(when: When, clock: Clock, looks: str) -> str | None:
    """Looking back: the last such range begun; looking forward: the next one not over."""
    first, last = when["a"], when["b"]
    if not isinstance(first, When) or not isinstance(last, When):
        return None
    if first.action == "nth" and last.action == "day_of":
        kept = tuple(item for item in last.said if item[0] != "n")
        first = When("day_of", (*kept, ("n", first["n"])))
    if _bare(first) and not _bare(last) and last.get("year"):
        first = When(first.action, (*first.said, ("year", last["year"])))
    starts, ends = clock.token(first, looks), clock.token(last, looks)
    start, end = (clock.span(token) if token else None for token in (starts, ends))
    if start is None or end is None:
        return None
    begin, stop = start[0], end[1]
    if begin > stop and (_bare(first) or _bare(last)):
        if looks == "back" and _bare(last):
            stop = _year_later(end, clock)[1]
        elif _bare(first):
            begin = _year_earlier(start, clock)[0]
    return clock.calendar.name((begin, stop)) if begin <= stop else None


def _bare(when: When) -> bool:
    named = {"quarter", "half", "ordinal", "month", "day_of", "week"}
    return when.action in named and not (when.get("year") or when.get("yy") or when.get("rel"))


def _year_earlier(span: Span, clock: Clock) -> Span:
    before = year_before(
        parse_period(clock.calendar.name(span), clock.today, clock.calendar), clock.calendar
    ).span
    return before or span


def _year_later(span: Span, clock: Clock) -> Span:
    grain = clock.calendar.grain_of(span)
    if grain in IN_MONTHS:
        return clock.calendar.span(grain, span[0], 12 // IN_MONTHS[grain])
    return months_on(span[0], 12), months_on(span[1], 12)


def _inner(when: When, name: str, clock: Clock, looks: str) -> Span | None:
    said = when[name]
    token = clock.token(said, looks) if isinstance(said, When) else None
    return clock.span(token) if token else None


def week_of(when: When, clock: Clock, looks: str) -> str | None:
    """`week of 12 October`."""
    day = _inner(when, "day", clock, looks)
    return None if day is None else clock.calendar.name(clock.calendar.span("week", day[0]))
