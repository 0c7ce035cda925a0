"""What times mean today, in the company's fiscal calendar."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.reader import days, ranges, spans
from bot.reader.when import When
from storage.errors import PiloteError
from tools.engine.calendar import Calendar, Span
from tools.engine.period import parse_period


@dataclass(frozen=True)
class Clock:
    """Today, and the company's fiscal calendar."""

    today: date
    calendar: Calendar

    def span(self, token: str) -> Span | None:
        """First and last day of a period token; None for `all`."""
        return parse_period(token, self.today, self.calendar).span

    def token(self, when: When, looks: str) -> str | None:
        """The period token; `looks` (back or forward) decides what a bare month means.

        None where no real day or period is meant (31 February).
        """
        try:
            token = _ACTIONS[when.action](when, self, looks)
            if token is not None:
                self.span(token)
        except (ValueError, KeyError, OverflowError, PiloteError):
            return None
        return token


_ACTIONS: dict[str, Callable[[When, Clock, str], str | None]] = {
    "token": spans.token,
    "literal": spans.literal,
    "around": spans.around,
    "this": spans.this,
    "last_n": spans.last_n,
    "next_n": spans.next_n,
    "to_date": spans.to_date,
    "all": spans.all_dates,
    "quarter": spans.quarter,
    "half": spans.half,
    "ordinal": spans.ordinal,
    "month": spans.month,
    "week": spans.week,
    "week_of": ranges.week_of,
    "year": spans.year,
    "date": days.date_written,
    "day_of": days.day_of,
    "nth": days.nth,
    "weekday": days.weekday,
    "weekday_in": days.weekday_in,
    "near_day": days.near_day,
    "ago": days.ago,
    "rest": ranges.rest,
    "since": ranges.since,
    "between": ranges.between,
    "before": ranges.before,
    "until": ranges.until,
    "after": ranges.after,
}
ACTIONS = frozenset(_ACTIONS)
