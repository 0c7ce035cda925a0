"""Stretches of time as they were said, and the period tokens they stand for."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from storage.errors import PiloteError
from tools.engine.calendar import Calendar, Span
from tools.engine.period import parse_period, year_before

_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
GRAIN_MONTHS = _MONTHS


@dataclass(frozen=True)
class Clock:
    """Today, and the company's fiscal calendar."""

    today: date
    calendar: Calendar

    def span(self, token: str) -> Span | None:
        """First and last day of a period token; None for `all`."""
        return parse_period(token, self.today, self.calendar).span


@dataclass(frozen=True)
class When:
    """A time as said: an action of the vocabulary and what filled its slots."""

    action: str
    said: tuple[tuple[str, object], ...] = ()

    def __getitem__(self, name: str) -> object:
        return dict(self.said)[name]

    def get(self, name: str) -> object:
        """What filled a slot, or None."""
        return dict(self.said).get(name)

    def number(self, name: str) -> int | None:
        """The number in a slot, or None."""
        value = self.get(name)
        return None if value is None else int(str(value))

    @property
    def is_day(self) -> bool:
        """Whether it means one day."""
        return self.action in {"date", "day_of", "weekday", "near_day", "ago", "nth"}

    def token(self, clock: Clock, looks: str) -> str | None:
        """The period token; `looks` decides what a bare month or quarter means.

        None where no real day or period is meant (31 February).
        """
        try:
            token = _ACTIONS[self.action](self, clock, looks)
            if token is not None:
                clock.span(token)
        except (ValueError, KeyError, OverflowError, PiloteError):
            return None
        return token


def _nearest(candidates: Callable[[int], Span], year: int, clock: Clock, looks: str) -> Span:
    """Looking back: the last one begun; looking forward: the next one not over."""
    spans = []
    for shift in (-2, -1, 0, 1, 2, 3, 4, 5):
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
        return clock.calendar.name(of(here + {"this": 0, "last": -1, "next": 1}[str(relative)]))
    return clock.calendar.name(_nearest(of, here, clock, looks))


def _token(when: When, _clock: Clock, _looks: str) -> str:
    text = str(when["token"]).lower().replace(" ", "-")
    said = re.fullmatch(r"(\d{4})-?([qhst])([1-4])", text)
    if said:
        letter = {"t": "Q", "s": "H"}.get(said[2], said[2].upper())
        return f"{said[1]}-{letter}{said[3]}"
    return re.sub(r"-w(\d\d)", r"-W\1", text)


def _literal(when: When, _clock: Clock, _looks: str) -> str:
    return str(when["token"])


def _around(when: When, clock: Clock, _looks: str) -> str:
    if when["grain"] == "day":
        return _shifted_day(when, clock)
    return f"{when['rel']}_{when['grain']}"


def _shifted_day(when: When, clock: Clock) -> str:
    shift = {"this": 0, "last": -1, "next": 1}[str(when["rel"])]
    return (clock.today + timedelta(days=shift)).isoformat()


def _this(when: When, _clock: Clock, _looks: str) -> str:
    return f"this_{when['grain']}"


def _last_n(when: When, clock: Clock, _looks: str) -> str | None:
    number, grain = when.number("n") or 0, str(when["grain"])
    if grain in _DAYS:
        return f"last_{number * _DAYS[grain]}_days"
    if grain == "month":
        return _range(months_on(clock.today, -number) + timedelta(days=1), clock.today)
    first = clock.calendar.span(grain, clock.today, -number)[0]
    return clock.calendar.name((first, clock.calendar.span(grain, clock.today, -1)[1]))


def _next_n(when: When, clock: Clock, _looks: str) -> str | None:
    number, grain = when.number("n") or 0, str(when["grain"])
    if grain in _DAYS:
        return f"next_{number * _DAYS[grain]}_days"
    if grain == "month":
        return _range(clock.today + timedelta(days=1), months_on(clock.today, number))
    last = clock.calendar.span(grain, clock.today, number)[1]
    return clock.calendar.name((clock.calendar.span(grain, clock.today, 1)[0], last))


def months_on(day: date, months: int) -> date:
    """The same day of another month, or its last day."""
    index = day.year * 12 + day.month - 1 + months
    last = (date(index // 12 + (index % 12 == 11), (index + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(index // 12, index % 12 + 1, min(day.day, last))


def _to_date(when: When, clock: Clock, _looks: str) -> str:
    grain = str(when["grain"])
    if grain in {"year", "quarter"}:
        return f"{grain}_to_date"
    return _range(clock.calendar.span(grain, clock.today)[0], clock.today)


def _all(_when: When, _clock: Clock, _looks: str) -> str:
    return "all"


def _quarter(when: When, clock: Clock, looks: str) -> str:
    return _in_year(when, clock, looks, _numbered(when, clock, "quarter"))


def _half(when: When, clock: Clock, looks: str) -> str:
    return _in_year(when, clock, looks, _numbered(when, clock, "half"))


def _numbered(when: When, clock: Clock, grain: str) -> Callable[[int], Span]:
    number = when.number("number") or when.number("ord") or 0
    if not 1 <= number <= {"quarter": 4, "half": 2}[grain]:
        raise ValueError(number)
    return lambda year: clock.calendar.in_year(year, grain, number)


def _ordinal(when: When, clock: Clock, looks: str) -> str:
    return _in_year(when, clock, looks, _numbered(when, clock, str(when["part"])))


def _month(when: When, clock: Clock, looks: str) -> str:
    month = when.number("month") or 0
    if when.get("rel_month"):
        return _near_month(when, clock, month)
    calendar_year = Clock(clock.today, Calendar(1))
    return _in_year(
        when, calendar_year, looks, lambda year: clock.calendar.span("month", date(year, month, 1))
    )


def _near_month(when: When, clock: Clock, month: int) -> str:
    """`last March` is over or running and `next March` is to come, `this March` is this year's."""
    year, today = clock.today.year, clock.today
    relative = str(when["rel_month"])
    if relative == "last":
        year -= month >= today.month
    if relative == "next":
        year += month <= today.month
    return clock.calendar.name(clock.calendar.span("month", date(year, month, 1)))


def _week(when: When, clock: Clock, looks: str) -> str:
    number = when.number("number") or 0

    def of(year: int) -> Span:
        monday = date.fromisocalendar(year, number, 1)
        return monday, monday + timedelta(days=6)

    return _in_year(when, Clock(clock.today, Calendar(1)), looks, of)


def _week_of(when: When, clock: Clock, looks: str) -> str | None:
    day = _inner(when, "day", clock, looks)
    return None if day is None else clock.calendar.name(clock.calendar.span("week", day[0]))


def _year(when: When, _clock: Clock, _looks: str) -> str:
    year = when.number("year") or when.number("yy") or 0
    return f"{year + 2000 if year < 100 else year:04}"


def _date(when: When, clock: Clock, looks: str) -> str | None:
    """`3/11` and `03.11.2026`: the day first, as in Europe."""
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

    return _nearest(of, clock.today.year, clock, looks)[0].isoformat()


def _day_of(when: When, clock: Clock, looks: str) -> str:
    day, month, year = when.number("n") or 0, when.number("month") or 0, when.number("year")
    relative = when.get("rel")
    if relative:
        year = clock.today.year + {"this": 0, "last": -1, "next": 1}[str(relative)]
    if year is not None:
        return date(year, month, day).isoformat()
    return _day(clock, looks, day, month)


def _nth(when: When, clock: Clock, looks: str) -> str:
    """`the 15th`: of the month that fits the direction."""
    day, today = when.number("n") or 0, clock.today
    months = [months_on(today.replace(day=1), shift) for shift in range(-2, 4)]
    days = [first.replace(day=day) for first in months if day <= _last_day(first)]
    if looks == "back":
        return max(d for d in days if d <= today).isoformat()
    return min(d for d in days if d >= today).isoformat()


def _last_day(first: date) -> int:
    return (months_on(first, 1) - timedelta(days=1)).day


def _weekday(when: When, clock: Clock, looks: str) -> str:
    ahead = ((when.number("weekday") or 0) - clock.today.weekday()) % 7
    relative = when.get("rel")
    if relative == "last" or (relative is None and looks == "back" and ahead):
        return (clock.today + timedelta(days=ahead - 7)).isoformat()
    if relative == "next" and not ahead:
        ahead = 7
    return (clock.today + timedelta(days=ahead)).isoformat()


def _near_day(when: When, clock: Clock, _looks: str) -> str:
    return (clock.today + timedelta(days=when.number("shift") or 0)).isoformat()


def _ago(when: When, clock: Clock, _looks: str) -> str:
    number, grain = when.number("n") or 1, str(when["grain"])
    if grain in _DAYS:
        return (clock.today - timedelta(days=number * _DAYS[grain])).isoformat()
    return months_on(clock.today, -number * _MONTHS[grain]).isoformat()


def _rest(when: When, clock: Clock, _looks: str) -> str:
    return _range(clock.today, clock.calendar.span(str(when["grain"]), clock.today)[1])


def _since(when: When, clock: Clock, _looks: str) -> str | None:
    start = _inner(when, "a", clock, "back")
    if start is None or start[0] > clock.today:
        return None
    return clock.calendar.name((start[0], clock.today))


def _between(when: When, clock: Clock, looks: str) -> str | None:
    """Looking back: the last such range begun; looking forward: the next one not over."""
    first, last = when["a"], when["b"]
    if not isinstance(first, When) or not isinstance(last, When):
        return None
    if first.action == "nth" and last.action == "day_of":
        kept = tuple(item for item in last.said if item[0] != "n")
        first = When("day_of", (*kept, ("n", first["n"])))
    if _bare(first) and not _bare(last) and last.get("year"):
        first = When(first.action, (*first.said, ("year", last["year"])))
    starts, ends = first.token(clock, looks), last.token(clock, looks)
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
    if grain in _MONTHS:
        return clock.calendar.span(grain, span[0], 12 // _MONTHS[grain])
    return months_on(span[0], 12), months_on(span[1], 12)


def _inner(when: When, name: str, clock: Clock, looks: str) -> Span | None:
    inner = when[name]
    token = inner.token(clock, looks) if isinstance(inner, When) else None
    return clock.span(token) if token else None


def _range(first: date, last: date) -> str:
    return f"{first.isoformat()}..{last.isoformat()}"


_ACTIONS: dict[str, Callable[[When, Clock, str], str | None]] = {
    "token": _token,
    "literal": _literal,
    "around": _around,
    "this": _this,
    "last_n": _last_n,
    "next_n": _next_n,
    "to_date": _to_date,
    "all": _all,
    "quarter": _quarter,
    "half": _half,
    "ordinal": _ordinal,
    "month": _month,
    "week": _week,
    "week_of": _week_of,
    "year": _year,
    "date": _date,
    "day_of": _day_of,
    "nth": _nth,
    "weekday": _weekday,
    "near_day": _near_day,
    "ago": _ago,
    "rest": _rest,
    "since": _since,
    "between": _between,
}
ACTIONS = frozenset(_ACTIONS)
