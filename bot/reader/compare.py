"""What a figure is compared with: the period before, a year before, up to the same day."""

from datetime import date, timedelta

from bot.reader.ask import Problem
from bot.reader.clock import Clock
from bot.reader.reading import Figure
from bot.reader.standing import has_standing
from bot.reader.when import IN_MONTHS, When, months_on
from tools.engine.calendar import Span
from tools.engine.period import parse_period, previous, year_before

DEFAULT = "this_quarter"
RELATIVE = frozenset({"year_before", "previous", "so_far"})  # said in relation to a period


def compared_token(
    when: When, period: str | None, figure: Figure, clock: Clock
) -> tuple[str | None, str]:
    """The period to set (where the comparison implies one) and the token to compare with.

    "vs last quarter" is the whole quarter before the asked period, "vs last year" the same
    period a year before, "same time last quarter" ends on the same day.
    """
    if when.action == "so_far":
        return None, _so_far(str(when["grain"]), period, figure, clock)
    if when.action == "stood":
        return None, _stood(when, period, figure, clock)
    if when.action in {"day", "end", "start"} or when.is_day:
        return None, _standing(when, period, figure, clock)
    grain = _grain_before(when)
    if grain == "week" and _stands(figure, period, clock):
        return None, f"{period or DEFAULT}@{(clock.today - timedelta(weeks=1)).isoformat()}"
    if grain is None:
        return _other(when, period, figure, clock)
    if grain == "year":
        return None, _year_before(period, clock)
    return _previous(grain, period, clock)


def _stands(figure: Figure, period: str | None, clock: Clock) -> bool:
    """Whether "vs last week" is of the same period as it stood then: "commit vs last week"."""
    if figure.dated_by == "submitted_at":
        return period is None
    if not has_standing(figure):
        return False
    span = clock.span(period) if period else None
    return period is None or (span is not None and clock.calendar.grain_of(span) != "week")


def _grain_before(when: When) -> str | None:
    """The grain that is gone back by ("": that of the period itself), if one is."""
    if when.action == "year_before":
        return "year"
    if when.action == "previous" or (when.action == "around" and when["rel"] == "last"):
        return str(when.get("grain") or "")
    return None


def _other(when: When, period: str | None, figure: Figure, clock: Clock) -> tuple[str | None, str]:
    looks = "back" if period is None else figure.looks
    token = clock.token(when, looks)
    if token is None:
        raise Problem("no_such_day")
    wanted, asked = clock.span(token), clock.span(period or DEFAULT)
    if not wanted or not asked:
        return None, token
    grain, own = clock.calendar.grain_of(wanted), clock.calendar.grain_of(asked)
    if grain and own and grain != own:
        if period is None and grain in {"month", "week", "half", "year"}:
            return f"this_{grain}", token
        raise Problem("two_readings")
    return None, token


def _year_before(period: str | None, clock: Clock) -> str:
    if period == "this_year":
        return "last_year"
    asked = parse_period(period or DEFAULT, clock.today, clock.calendar)
    return year_before(asked, clock.calendar).token


def _previous(grain: str, period: str | None, clock: Clock) -> tuple[str | None, str]:
    """The whole `grain` before the asked period; without a period, that grain is asked for."""
    if not grain:
        asked = parse_period(period or DEFAULT, clock.today, clock.calendar)
        return None, previous(asked, clock.calendar).token
    implied = f"this_{grain}" if period is None and grain != "quarter" else None
    span = clock.span(implied or period or DEFAULT)
    if grain == "day":
        raise Problem("unused")
    if span is None or span[0] <= clock.today <= span[1]:
        return implied, f"last_{grain}"
    return implied, clock.calendar.name(clock.calendar.span(grain, span[0], -1))


def _so_far(grain: str, period: str | None, figure: Figure, clock: Clock) -> str:
    """Up to the same day of the period before; open deals as they stood on that day."""
    span = _whole(clock.span(period or DEFAULT), clock)
    if span is None or not span[0] <= clock.today <= span[1]:
        raise Problem("two_readings")
    before = _shifted(span, grain, clock)
    day = min(_day_before(clock.today, grain), before[1])
    if has_standing(figure):
        return f"{clock.calendar.name(before)}@{day.isoformat()}"
    return f"{before[0].isoformat()}..{day.isoformat()}"


def _whole(span: Span | None, clock: Clock) -> Span | None:
    """`month to date`, `year to date`: the month, the year."""
    if span is None or span[1] != clock.today:
        return span
    around = (clock.calendar.span(grain, clock.today) for grain in IN_MONTHS)
    return next((whole for whole in around if whole[0] == span[0]), span)


def _shifted(span: Span, grain: str, clock: Clock) -> Span:
    own = clock.calendar.grain_of(span)
    if own in IN_MONTHS and grain in IN_MONTHS:
        steps = IN_MONTHS[grain] // IN_MONTHS[own]
        return clock.calendar.span(own, span[0], -max(steps, 1))
    if own == grain == "week":
        return clock.calendar.span("week", span[0], -1)
    raise Problem("two_readings")


def _day_before(day: date, grain: str) -> date:
    return day - timedelta(weeks=1) if grain == "week" else months_on(day, -IN_MONTHS[grain])


def _stood(when: When, period: str | None, figure: Figure, clock: Clock) -> str:
    """`vs last quarter as of 1 July`: another period, as it stood on a day."""
    inner, day = when["period"], when["day"]
    if not isinstance(inner, When) or not isinstance(day, When):
        raise Problem("unused")
    other = compared_token(inner, period, figure, clock)[1]
    return f"{other}@{_standing(day, period, figure, clock).partition('@')[2]}"


def _standing(when: When, period: str | None, figure: Figure, clock: Clock) -> str:
    """Open deals against how they stood on a day: `2026-Q4@2026-11-01`."""
    if not has_standing(figure):
        raise Problem("unused")
    inner = when.get("a") or when.get("day") or when
    token = clock.token(inner, "back") if isinstance(inner, When) else None
    span = clock.span(token) if token else None
    if span is None:
        raise Problem("no_such_day")
    day = span[0] - timedelta(days=1) if when.action == "start" else span[1]
    if day >= clock.today:
        raise Problem("as_of_future")
    return f"{period or DEFAULT}@{day.isoformat()}"
