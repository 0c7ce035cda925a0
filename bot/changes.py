"""An answer asked again, changed by one of its buttons: pure changes of its tool calls.

Every change is of the calls as they were answered: "this quarter" stays the quarter it was, also
when the button is pressed in the next one.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from bot.journal import Kept
from bot.reader import Call
from bot.reader.contract import contract
from bot.reader.listing import own_list, plain_list
from bot.reader.silent import silent_on
from bot.reader.standing import is_open
from tools.engine.calendar import Calendar
from tools.engine.dimensions import NAMES, TIME, dimension
from tools.engine.figure import Span
from tools.engine.kpi import Kpi
from tools.engine.period import parse_period, previous, year_before
from tools.engine.registry import kpis

Change = Callable[[Call, date, Calendar], Call]
LISTS = ("deals", "at_risk", "hygiene")


def kpi_of(call: Call) -> Kpi | None:
    """The figure that a call is about: named, or the one that its list belongs to."""
    if call.tool in {"kpi", "deals"}:
        return kpis().get(str(call.arguments.get("kpi")))
    if call.tool not in LISTS:
        return None
    return kpis().get(str(plain_list(call, kpis()).arguments["kpi"]))


def pinned(kept: Kept, today: date, calendar: Calendar) -> list[Call]:
    """The calls with the days that they were answered for."""
    if len(kept.calls) != len(kept.figures):
        return list(kept.calls)
    calls = []
    for call, figure in zip(kept.calls, kept.figures, strict=True):
        kpi = kpi_of(call)
        arguments = dict(call.arguments)
        if kpi and kpi.takes_period and (call.tool != "hygiene" or kpi.name != "hygiene_score"):
            arguments["period"] = _token(figure.period, today, calendar)
        if figure.compared_to and "@" not in str(arguments.get("compare", "@")):
            arguments["compare"] = _token(figure.compared_to.period, today, calendar)
        calls.append(Call(call.tool, arguments))
    return calls


def _token(span: Span, today: date, calendar: Calendar) -> str:
    if span.starts_on is None or span.ends_on is None:
        return "all"
    return parse_period(f"{span.starts_on}..{span.ends_on}", today, calendar).token


def as_figure(call: Call) -> Call:
    """A list of deals as the figure behind it."""
    kpi = kpi_of(call)
    if kpi is None:
        return call
    kept = {k: v for k, v in call.arguments.items() if not (call.tool in LISTS and k == "rank")}
    return Call("kpi", {**kept, "kpi": kpi.name})


def to_deals(call: Call, _today: date, _calendar: Calendar) -> Call:
    """The deals behind it; groups and comparisons have none of their own."""
    kpi = kpi_of(call)
    if kpi is None or kpi.deals is None:
        return call
    kept = _without(call.arguments, "by", "compare", "rank")
    return own_list(Call("deals", {**kept, "kpi": kpi.name}), kpis())


def compared(call: Call, today: date, calendar: Calendar) -> Call:
    """Against what comes first, or next where it is compared already; then not at all.

    What closed compares with the period before, then with the year before. Of a period that is
    over hardly a deal is open: what is open compares with how it stood a week before, then four.
    """
    call = as_figure(call)
    token = str(call.arguments.get("period", "this_quarter"))
    period, kpi = parse_period(token, today, calendar), kpi_of(call)
    first = previous(period, calendar).token, year_before(period, calendar).token
    if kpi is not None and is_open(kpi) and kpi.takes_as_of:
        day = date.fromisoformat(str(call.arguments.get("as_of", today)))
        first = f"{token}@{day - timedelta(weeks=1)}", f"{token}@{day - timedelta(weeks=4)}"
    following = {None: first[0], first[0]: first[1]}
    other = following.get(call.arguments.get("compare"))
    kept = _without(call.arguments, "compare")
    return Call("kpi", {**kept, "compare": other} if other else kept)


def broken_down(by: str) -> Change:
    """By one dimension; by none, when it is empty."""

    def change(call: Call, _today: date, _calendar: Calendar) -> Call:
        kept = _without(as_figure(call).arguments, "by", "rank")
        return Call("kpi", {**kept, "by": by} if by else kept)

    return change


def explained(call: Call, _today: date, _calendar: Calendar) -> Call:
    """How its figure is computed."""
    name = figure_of(call)
    return Call("glossary", {"kpi": name} if name else {})


def figure_of(call: Call) -> str | None:
    """The name of the figure that a call is about, or that its tool is made of."""
    kpi = kpi_of(call)
    request = contract().requests.get(call.tool)
    return kpi.name if kpi else request.like if request else None


def can_compare(call: Call) -> bool:
    """Whether the figure has a period before it."""
    kpi = kpi_of(call)
    return kpi is not None and kpi.takes_period and call.arguments.get("period") != "all"


def ways_to_cut(call: Call) -> Sequence[str]:
    """The dimensions that its figure can be broken down by, and that say something of it."""
    kpi = kpi_of(call)
    if kpi is None or (kpi.always_by and len(_filter(call, kpi.always_by)) != 1):
        return ()  # what is one value for each stage cannot be cut once more
    nothing = silent_on(kpi.deals)
    honoured = (name for name in NAMES if kpi.honours(name) and dimension(name).groups)
    dimensions = (name for name in honoured if name not in nothing)
    endless = call.arguments.get("period") == "all"
    return [name for name in dimensions if not (name in TIME and endless)]


def _filter(call: Call, dimension: str) -> Sequence[str]:
    return list(call.arguments.get("where", {}).get(dimension, ()))


def _without(arguments: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in arguments.items() if name not in names}
