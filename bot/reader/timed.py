"""When: what was said of times takes its direction from the figure, as a period or a day."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.reader.ask import Ask, Problem
from bot.reader.clock import Clock
from bot.reader.compare import RELATIVE, compared_token
from bot.reader.contract import contract
from bot.reader.reading import Figure
from bot.reader.standing import has_standing, is_open
from bot.reader.when import OPEN_ENDED, When
from tools.engine.calendar import Span

_LATELY = 92  # days: "on 9 November" is the last one for that long, where the next is far away
_SOON = timedelta(days=_LATELY)
# What is left, or was submitted, is of the nearest March.
_OF_THE_NEAREST = frozenset({"gap_to_quota", "submitted_commit", "submitted_best_case"})
_NOW = When("near_day", (("shift", "0"),))


@dataclass(frozen=True)
class Timed:
    """The period token (None: none was said) and the past day to look from."""

    period: str | None
    as_of: date | None


@dataclass(frozen=True)
class Times:
    """Settles times, for one day."""

    clock: Clock

    def of(self, ask: Ask, figure: Figure) -> Timed:
        """The period and the day of one figure. Raises `Problem` where its times do not fit it."""
        as_of = self._as_of(ask, figure)
        when = self._running(ask.period, figure)
        if when is None or _means_now(when, ask, figure) or self._is_its_week(when, figure):
            return Timed(None, as_of)
        if not figure.takes_period:
            raise Problem("takes_no_period", ((replace(ask, period=None),),))
        due = _closing(ask) or figure.name in contract().due
        if when.action in OPEN_ENDED and figure.looks == "forward" and not due:
            raise Problem("unused")  # "coverage by Friday" is of no such stretch of time
        if when.action in RELATIVE:
            return self._relative(when, figure)
        if when.action == "ago" and has_standing(figure) and not is_open(figure) and not as_of:
            return Timed(None, self._usable(date.fromisoformat(self.token(when, "back")), ask))
        if when.action == "ago" and not is_open(figure):
            when = self._whole_ago(when)
        if is_open(figure):
            return self._open(ask, figure, when, as_of)
        token = self.token(when, _way(ask, figure))
        if figure.name in _OF_THE_NEAREST and not ask.was:
            token = self._nearest(when, figure)
        elif figure.looks != "forward":
            token = self._begun(token)
        return Timed(token, as_of)

    def _nearest(self, when: When, figure: Figure) -> str:
        """« reste à signer sur décembre »: what is left is of the next one where that begins within
        a quarter, unless the last one is nearer."""
        back, ahead = self.token(when, "back"), self.token(when, "forward")
        ended, begins = self.clock.span(back), self.clock.span(ahead)
        if back == ahead or not ended or not begins:
            return back if figure.looks == "forward" else self._begun(back)
        until, since = begins[0] - self.clock.today, self.clock.today - ended[1]
        return ahead if until < min(since, _SOON) else back

    def _is_its_week(self, when: When, figure: Figure) -> bool:
        """`how much did my commit move in the last 7 days`: by how much it does anyway."""
        token = self.clock.token(when, "back") if figure.name in contract().of_a_week else None
        span = self.clock.span(token) if token else None
        return span is not None and span[0] <= self.clock.today <= span[0] + timedelta(days=8)

    def _running(self, when: When | None, figure: Figure) -> When | None:
        """`left to sign by the end of December`: of a target, the shortest period that runs and
        ends then."""
        if when is None or when.action != "until":
            return when
        if figure.name not in contract().targets | contract().landing:
            return when
        span = self.clock.span(self.token(when, "forward"))
        for grain in ("week", "month", "quarter", "half", "year"):
            if span and self.clock.calendar.span(grain, self.clock.today)[1] == span[1]:
                return When("this", (("grain", grain),))
        return when

    def _whole_ago(self, when: When) -> When:
        """`two quarters ago`, of what was done and closed: all of that quarter."""
        grain, back = str(when["grain"]), when.number("n") or 1
        if grain == "day":
            return when
        span = self.clock.calendar.span(grain, self.clock.today, -back)
        return When("token", (("token", self.clock.calendar.name(span)),))

    def _open(self, ask: Ask, figure: Figure, when: When, as_of: date | None) -> Timed:
        """Open deals have no past but on a day: a period that is over is asked back about."""
        if when.is_day and as_of is None and not ask.closing:
            return self._day(ask, when)
        token = self.token(when, _way(ask, figure))
        if when.action == "literal":
            return Timed(token, as_of)
        span = self.clock.span(token)
        since = when.action in {"since", "to_date"} or "to_date" in token
        over = span is not None and span[1] < self.clock.today
        if as_of is None and (over or since) and not _is_late(ask) and figure.takes_as_of:
            raise Problem("past_open_figure", tuple(self._past(ask, token, span)))
        return Timed(token, as_of)

    def _begun(self, token: str) -> str:
        """What is done and closed has no figures of a time to come."""
        span = self.clock.span(token)
        if span is not None and span[0] > self.clock.today:
            raise Problem("not_begun")
        return token

    def _relative(self, when: When, figure: Figure) -> Timed:
        """`the same quarter last year`, without "vs": that period itself."""
        period, _, day = compared_token(when, None, figure, self.clock)[1].partition("@")
        return Timed(period, date.fromisoformat(day) if day else None)

    def token(self, when: When, looks: str) -> str:
        """The token of what was said. Raises `Problem` where there is no such day."""
        token = self.clock.token(when, looks)
        if token is None and when.action in OPEN_ENDED:
            raise Problem("open_ended")
        if token is None:
            raise Problem("no_such_day")
        return token

    def _day(self, ask: Ask, when: When) -> Timed:
        """A day said of open deals: a past one is looked from, one to come is the period."""
        back, ahead = self.token(when, "back"), self.token(when, "forward")
        if back == ahead:
            day = date.fromisoformat(back)
            if day > self.clock.today:
                return Timed(back, None)
            return Timed(None, self._usable(day, ask))
        days = [(date.fromisoformat(one) - self.clock.today).days for one in (back, ahead)]
        if ask.was or (-days[0] < _LATELY and days[1] > 2 * _LATELY):
            return Timed(None, self._usable(date.fromisoformat(back), ask))
        past = replace(ask, period=None, as_of=When("at", (("day", back),)))
        coming = replace(ask, period=When("token", (("token", ahead),)))
        raise Problem("two_readings", ((past,), (coming,)))

    def _as_of(self, ask: Ask, figure: Figure) -> date | None:
        when = ask.as_of
        if when is None:
            return None
        if when.action == "at":
            day = date.fromisoformat(str(when["day"]))
        else:
            inner = when.get("a") or when.get("day")
            if not isinstance(inner, When):
                raise Problem("unused")
            span = self.clock.span(self.token(inner, "back"))
            if span is None:
                raise Problem("unused")
            day = _edge(when, span)
        if not has_standing(figure):
            raise Problem("as_of_closed")
        if not figure.takes_period or not is_open(figure):
            ask = replace(ask, period=ask.period or When("all"))  # no quarter is in question
        return self._usable(day, ask)

    def _usable(self, day: date, ask: Ask) -> date | None:
        """A past day of a figure that had a standing then; its quarter is the one asked for."""
        if day == self.clock.today:
            return None
        if day > self.clock.today:
            raise Problem("as_of_future")
        quarter = self.clock.calendar.span("quarter", self.clock.today)
        unsaid = ask.period is None or ask.period.is_day
        if unsaid and day < quarter[0] - timedelta(days=1):
            raise Problem("two_readings", tuple(self._quarters(ask, day)))
        return day

    def _quarters(self, ask: Ask, day: date) -> Iterator[tuple[Ask, ...]]:
        """The pipeline of an old day: of that quarter, of this one, or all of it."""
        seen = When("at", (("day", day.isoformat()),))
        then = self.clock.calendar.name(self.clock.calendar.span("quarter", day))
        for token in (then, "this_quarter", "all"):
            yield (replace(ask, period=When("token", (("token", token),)), as_of=seen),)

    def _past(self, ask: Ask, token: str, span: Span | None) -> Iterator[tuple[Ask, ...]]:
        """A period that is over: as it stood when it began or ended, or what is left of it."""
        if span is None:
            return
        period = When("token", (("token", token),))
        before = span[0] - timedelta(days=1)
        for day in (before, span[1]):
            if day < self.clock.today:
                seen = When("at", (("day", day.isoformat()),))
                yield (replace(ask, period=period, as_of=seen),)
        yield (replace(ask, period=When("literal", (("token", token),))),)


def _closing(ask: Ask) -> bool:
    """Whether deals are asked for by the day they close."""
    return ask.closing or ask.tool == "deals"


def _way(ask: Ask, figure: Figure) -> str:
    """Which way a bare "in March" points."""
    return "back" if ask.was or _is_late(ask) else figure.looks


def _is_late(ask: Ask) -> bool:
    """Whether deals past their close date are asked for: what they were due in has begun."""
    return ask.overdue or "overdue" in ask.where.get("signal", ())


def _means_now(when: When, ask: Ask, figure: Figure) -> bool:
    """`my coverage today` is the coverage as it is; `deals closing today` have the day."""
    return when == _NOW and figure.looks == "forward" and not ask.closing and ask.tool == "kpi"


def _edge(when: When, span: Span) -> date:
    return span[0] - timedelta(days=1) if when.action == "start" else span[1]
