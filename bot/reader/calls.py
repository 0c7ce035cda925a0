"""From what is asked to tool calls: times get their direction, and their day."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from bot.reader.ask import Ask, Problem
from bot.reader.clock import Clock
from bot.reader.compare import RELATIVE, compared_token
from bot.reader.contract import contract
from bot.reader.listing import FOUND, own_list
from bot.reader.reading import Call, Figure
from bot.reader.standing import has_standing, is_open
from bot.reader.when import OPEN_ENDED, When
from tools.engine.calendar import Span

# Kinds of deals among which none is lost.
_NEVER_LOST = frozenset({"won", "open", "commit", "best_case", "at_risk", "with_defects"})
# Said without a year, these may be of the year that is said next to them.
_LONE = frozenset({"quarter", "half", "month", "ordinal", "week"})
_YEARS = frozenset({"year", "yy", "rel"})
_LATELY = 92  # days: "on 9 November" is the last one for that long, where the next is far away
_NOW = When("near_day", (("shift", "0"),))


@dataclass(frozen=True)
class Timed:
    """The period token (None: none was said) and the past day to look from."""

    period: str | None
    as_of: date | None


class Caller:
    """Makes calls of asks, for one day, the figures there are, and without the tools missing."""

    def __init__(
        self, clock: Clock, figures: Mapping[str, Figure], missing: Collection[str] = ()
    ) -> None:
        self.clock = clock
        self.figures = figures
        self.missing = missing

    def call(self, ask: Ask) -> Call:
        """The tool call. Raises `Problem` where times do not fit the figure."""
        figure = self.figures.get(ask.figure or "")
        if figure is None or ask.tool in self.missing:
            raise Problem("not_available", facts=(("what", ask.figure or ""),))
        return (self._requested if ask.tool in contract().requests else self._computed)(ask, figure)

    def paired(self, ask: Ask) -> tuple[Ask, ...]:
        """`yesterday and the day before`: one stretch of time where the two meet, else both."""
        if ask.period is None or ask.period.action != "pair":
            return (ask,)
        figure = self.figures.get(ask.figure or "")
        looks = figure.looks if figure else "back"
        ends = [ask.period["a"], ask.period["b"]]
        tokens = [self._token(end, looks) for end in ends if isinstance(end, When)]
        first, last = sorted(span for span in map(self.clock.span, tokens) if span)
        if first[1] + timedelta(days=1) == last[0]:
            token = self.clock.calendar.name((first[0], last[1]))
            return (replace(ask, period=When("token", (("token", token),))),)
        both = tuple(replace(ask, period=end) for end in ends if isinstance(end, When))
        if all(one.period and one.period.action == "month" for one in both):
            token = self.clock.calendar.name((first[0], last[1]))  # "march-may"
            whole = replace(ask, period=When("token", (("token", token),)))
            raise Problem("two_readings", ((whole,), both))
        return both

    def _computed(self, ask: Ask, figure: Figure) -> Call:
        """The call of a tool that computes the figure."""
        ask = self._settled(self._landing(_of_all_dates(ask)), figure)
        if ask.by == "day" and figure.name in contract().per_day:
            ask = replace(ask, by=None)
        self._check_deals(ask)
        _check_list(ask, figure)
        timed = self._timed(ask, figure)
        arguments: dict[str, Any] = {"kpi": figure.name}
        if timed.period:
            arguments["period"] = timed.period
        if ask.by:
            arguments["by"] = ask.by
        if ask.where:
            arguments["where"] = {name: list(values) for name, values in ask.where.items()}
        if ask.compare:
            self._check_years(ask)
            period, token = compared_token(ask.compare, timed.period, figure, self.clock)
            arguments["compare"] = token
            if period:
                arguments["period"] = period
        if ask.rank and not ask.by and ask.tool == "kpi":
            raise Problem("unused")
        if ask.rank:
            arguments["rank"] = _rank(ask.rank, figure)
        if timed.as_of:
            arguments["as_of"] = timed.as_of.isoformat()
        return own_list(Call(ask.tool, arguments), self.figures)

    def _check_years(self, ask: Ask) -> None:
        """`H1 vs H2 last year`: both of last year, or only the second?"""
        period, other = ask.period, ask.compare
        if period is None or other is None or period.action != other.action:
            return
        if period.action not in _LONE:
            return
        year = tuple(item for item in other.said if item[0] in _YEARS and item[1] is not None)
        own = {name for name, said in period.said if said is not None} & _YEARS
        numbers = [w.get("number") or w.get("month") or w.get("ord") for w in (period, other)]
        if not year or own or numbers[0] == numbers[1]:
            return
        both = replace(ask, period=When(period.action, (*period.said, *year)))
        token = self._token(period, "back")
        lone = replace(ask, period=When("token", (("token", token),)))
        raise Problem("two_readings", ((both,), (lone,)))

    def _requested(self, ask: Ask, figure: Figure) -> Call:
        """The call of a tool that takes filters and times, and nothing else."""
        request = contract().requests[ask.tool]
        if ask.by or ask.rank or ask.compare or ask.as_of or set(ask.where) - request.where:
            raise Problem("unused")
        if ask.period and not request.timed:
            raise Problem("unused")
        if request.between:
            arguments = self._between(ask)
        else:
            period = self._timed(ask, figure).period
            arguments = {"period": period} if period else {}
        if ask.where:
            arguments["where"] = {name: list(values) for name, values in ask.where.items()}
        return Call(ask.tool, arguments)

    def _between(self, ask: Ask) -> dict[str, Any]:
        """`since Monday`, `last week`: from when, until when; of a time to come, the pipeline."""
        if ask.period is None:
            return {}
        token = self._token(ask.period, "forward" if ask.period.action == "literal" else "back")
        span = self.clock.span(token)
        if span is None or span[0] > self.clock.today:
            return {"period": token}
        over = span[1] < self.clock.today and not ask.period.is_day
        return {"since": span[0].isoformat(), **({"until": span[1].isoformat()} if over else {})}

    def _landing(self, ask: Ask) -> Ask:
        """`forecast at the end of the year`: where that period ends is what is projected; a level
        (« ARR fin septembre ») is that of the end of its period."""
        when = ask.as_of
        if when is None or ask.period:
            return ask
        inner = when.get("a") if when.action == "end" else when.get("day")
        if ask.figure in contract().levels and isinstance(inner, When):
            return replace(ask, as_of=None, period=inner)
        if when.action != "end" or ask.figure not in contract().landing:
            return ask
        span = self.clock.span(self._token(inner, "forward")) if isinstance(inner, When) else None
        if not isinstance(inner, When) or not span or span[1] <= self.clock.today:
            return ask
        return replace(ask, as_of=None, period=inner)

    def _settled(self, ask: Ask, figure: Figure) -> Ask:
        """`all open deals` have no period; "total" and "all" of others may mean two things."""
        if ask.period or ask.as_of or not (ask.all_dates or ask.in_total):
            return ask
        everything = replace(ask, period=When("all"), all_dates=False, in_total=False)
        if is_open(figure) and ask.all_dates:
            return everything
        this = replace(ask, period=When("this", (("grain", "quarter"),)), all_dates=False)
        if is_open(figure) or ask.all_dates:
            raise Problem("two_readings", ((replace(this, in_total=False),), (everything,)))
        return ask

    def _check_deals(self, ask: Ask) -> None:
        """`deals last quarter` are won or lost or open ones; of a time to come they are open."""
        token = self.clock.token(ask.period, "back") if ask.any_deals and ask.period else None
        span = self.clock.span(token) if token else None
        if span is None or span[0] > self.clock.today or ask.period is None:
            return
        over = span[1] < self.clock.today
        if ask.rank and not over:
            return
        plain = replace(ask, any_deals=False)
        won, lost = replace(plain, figure="deals_won"), replace(plain, figure="deals_lost")
        ahead = self.clock.token(ask.period, "forward")
        coming = replace(plain, period=When("token", (("token", ahead),)))
        closed = ((won,), (lost,)) if ahead == token else ((coming,), (won,), (lost,))
        raise Problem("two_readings", closed if over else ((plain,), (won,)))

    def _timed(self, ask: Ask, figure: Figure) -> Timed:
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
            return Timed(None, self._usable(date.fromisoformat(self._token(when, "back")), ask))
        if when.action == "ago" and not is_open(figure):
            when = self._whole_ago(when)
        if is_open(figure):
            return self._open(ask, figure, when, as_of)
        token = self._token(when, _way(ask, figure))
        return Timed(token if figure.looks == "forward" else self._begun(token), as_of)

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
        span = self.clock.span(self._token(when, "forward"))
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
        token = self._token(when, _way(ask, figure))
        if when.action == "literal":
            return Timed(token, as_of)
        span = self.clock.span(token)
        since = when.action in {"since", "to_date"} or "to_date" in token
        over = span is not None and span[1] < self.clock.today
        if as_of is None and (over or since) and not ask.overdue and figure.takes_as_of:
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

    def _token(self, when: When, looks: str) -> str:
        token = self.clock.token(when, looks)
        if token is None and when.action in OPEN_ENDED:
            raise Problem("open_ended")
        if token is None:
            raise Problem("no_such_day")
        return token

    def _day(self, ask: Ask, when: When) -> Timed:
        """A day said of open deals: a past one is looked from, one to come is the period."""
        back, ahead = self._token(when, "back"), self._token(when, "forward")
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
            span = self.clock.span(self._token(inner, "back"))
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


def _of_all_dates(ask: Ask) -> Ask:
    """`stalled deals` are all there are; those past their close date are hardly of this quarter."""
    overdue = "overdue" in ask.where.get("signal", ())
    listed = ask.tool == "deals" and FOUND & ask.where.keys()
    undated = "close_date" in ask.where.get("defect", ())
    if ask.period or ask.as_of or not (overdue or listed or undated):
        return ask
    return replace(ask, period=When("all"))


def _check_list(ask: Ask, figure: Figure) -> None:
    """What no deal can be asked for."""
    if ask.by and ask.tool == "deals":
        raise Problem("unused")  # a list of deals has no groups
    if figure.name in contract().landing and "forecast_category" in ask.where:
        raise Problem("unused")  # the best case is no kind of commit
    if figure.deals in _NEVER_LOST and "lost_reason" in ask.where:
        raise Problem("unused")  # why deals were lost says nothing of those that were not


def _closing(ask: Ask) -> bool:
    """Whether deals are asked for by the day they close."""
    return ask.closing or ask.tool == "deals"


def _way(ask: Ask, figure: Figure) -> str:
    """Which way a bare "in March" points."""
    return "back" if ask.was else figure.looks


def _means_now(when: When, ask: Ask, figure: Figure) -> bool:
    """`my coverage today` is the coverage as it is; `deals closing today` have the day."""
    return when == _NOW and figure.looks == "forward" and not ask.closing and ask.tool == "kpi"


def _edge(when: When, span: Span) -> date:
    return span[0] - timedelta(days=1) if when.action == "start" else span[1]


def _rank(rank: tuple[str, int | None], figure: Figure) -> str:
    direction, count = rank
    if direction in {"best", "worst"}:
        best_is_top = figure.better != "lower"
        direction = "top" if (direction == "best") == best_is_top else "bottom"
    return f"{direction}_{count}" if count else direction
