"""From what is asked to tool calls: times get their direction, and their day."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.reader.ask import Ask, Problem
from bot.reader.clock import Clock
from bot.reader.compare import compared_token
from bot.reader.contract import contract
from bot.reader.listing import FOUND, own_list
from bot.reader.reading import Call, Figure
from bot.reader.silent import CLOSED, silent_on
from bot.reader.standing import is_open
from bot.reader.timed import Times
from bot.reader.when import When

# Said without a year, these may be of the year that is said next to them.
_LONE = frozenset({"quarter", "half", "month", "ordinal", "week"})
_YEARS = frozenset({"year", "yy", "rel"})


class Caller:
    """Makes calls of asks, for one day, the figures there are, and without the tools missing."""

    def __init__(
        self, clock: Clock, figures: Mapping[str, Figure], missing: Collection[str] = ()
    ) -> None:
        self.clock = clock
        self.figures = figures
        self.missing = missing
        self._times = Times(clock)

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
        tokens = [self._times.token(end, looks) for end in ends if isinstance(end, When)]
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
        ask = self._settled(self._several(self._landing(_of_all_dates(ask)), figure), figure)
        if ask.by == "day" and figure.name in contract().per_day:
            ask = replace(ask, by=None)
        self._check_deals(ask)
        _check_list(ask, figure)
        timed = self._times.of(ask, figure)
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
        token = self._times.token(period, "back")
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
            period = self._times.of(ask, figure).period
            arguments = {"period": period} if period else {}
        if ask.where:
            arguments["where"] = {name: list(values) for name, values in ask.where.items()}
        return Call(ask.tool, arguments)

    def _between(self, ask: Ask) -> dict[str, Any]:
        """`since Monday`, `last week`: from when, until when; of a time to come, the pipeline."""
        if ask.period is None:
            return {}
        token = self._times.token(
            ask.period, "forward" if ask.period.action == "literal" else "back"
        )
        span = self.clock.span(token)
        if span is None or span[0] > self.clock.today:
            return {"period": token}
        over = span[1] < self.clock.today and not ask.period.is_day
        return {"since": span[0].isoformat(), **({"until": span[1].isoformat()} if over else {})}

    def _several(self, ask: Ask, figure: Figure) -> Ask:
        """`win rate by quarter`: of the running quarter that would be one row. Of the year, then,
        by year of three; what is open is of all dates."""
        undated = not (ask.period or ask.as_of or ask.all_dates or ask.in_total or ask.compare)
        if ask.by not in {"quarter", "year"} or not undated:
            return ask
        if ask.figure in contract().due:
            return replace(ask, period=When("all"))
        if figure.deals == "open":
            return ask  # of the quarters before nothing is left open
        if ask.by == "quarter":
            return replace(ask, period=When("this", (("grain", "year"),)))
        calendar, today = self.clock.calendar, self.clock.today
        years = (calendar.span("year", today, -2)[0], calendar.span("year", today)[1])
        return replace(ask, period=When("token", (("token", calendar.name(years)),)))

    def _landing(self, ask: Ask) -> Ask:
        """`forecast at the end of the year`: where that period ends is what is projected; a level
        (« ARR fin septembre ») is that of the end of its period."""
        when = ask.as_of
        if when is None or ask.period:
            return ask
        inner = when.get("a") if when.action == "end" else when.get("day")
        if ask.figure in contract().levels and isinstance(inner, When):
            return replace(ask, as_of=None, period=inner)
        is_day = isinstance(inner, When) and inner.is_day
        if when.action != "end" or is_day or ask.figure not in contract().landing:
            return ask
        span = (
            self.clock.span(self._times.token(inner, "forward"))
            if isinstance(inner, When)
            else None
        )
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
    if ask.tool == "deals" and (ask.by or ask.compare):
        raise Problem("unused")  # a list of deals has no groups, and is held against nothing
    if figure.name == "gap_to_quota" and ask.by in {"day", "week"}:
        raise Problem("unused")  # what is left, "per day", is what each day must bring
    of_category = contract().landing | contract().targets
    if figure.name in of_category and "forecast_category" in ask.where:
        raise Problem("unused")  # the best case is no kind of commit, nor has it a quota
    said_nothing = silent_on(figure.deals) & {ask.by, *ask.where}
    if "stage" in said_nothing:  # which it was lost at, no figure knows
        passed = replace(ask, tool="kpi", figure="stage_conversion", by=None, rank=None)
        raise Problem("unused", ((passed,),))
    if figure.deals in CLOSED and "forecast_category" in ask.where:
        raise Problem("unused")  # nor in a category of open ones
    reasons = ask.where.get("lost_reason", [])
    left_out = bool(reasons) and all(reason.startswith("!") for reason in reasons)
    if left_out and ask.by != "lost_reason" and figure.deals == "closed":
        return  # "win rate without those lost to no decision"
    if "lost_reason" in said_nothing:
        raise Problem("unused")


def _rank(rank: tuple[str, int | None], figure: Figure) -> str:
    direction, count = rank
    if direction in {"best", "worst"}:
        best_is_top = figure.better != "lower"
        direction = "top" if (direction == "best") == best_is_top else "bottom"
    return f"{direction}_{count}" if count else direction
