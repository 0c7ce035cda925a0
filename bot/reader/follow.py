"""Follow-ups: the question before, changed.

A value of the same dimension replaces, of another adds; period and breakdown stay until
replaced (answers.md, "Reading questions").
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from bot.reader.ask import Ask, Problem
from bot.reader.calls import Caller
from bot.reader.clock import Clock
from bot.reader.compare import RELATIVE, compared_token
from bot.reader.contract import contract
from bot.reader.listing import plain_list
from bot.reader.reading import Call, Figure
from bot.reader.standing import is_open
from bot.reader.when import When
from tools.engine.period import parse_period, previous, year_before

_PEOPLE = ("rep", "manager", "team")
_ONE_PERSON = frozenset({"rep", "manager"})
_DEFAULT = "this_quarter"
_BETWEEN = ("since", "until")  # of what tells what happened between two days


def followed(
    before: Sequence[Call], change: Ask, caller: Caller, *, to_self: bool, lists: bool
) -> tuple[Call, ...]:
    """The calls of the question before with the change made. Raises `Problem`."""
    listed = (_asked_of(plain_list(call, caller.figures)) for call in before)
    figures = [call for call in listed if _figure_of(call)]
    if not figures:
        raise Problem("no_question_before")
    if {_figure_of(call) for call in figures} == {"activities"} and "activity" in change.where:
        change = replace(change, figure=None)  # "just the demos": activities, as before
    if change.unit:
        return tuple(_in_unit(call, change, caller, to_self=to_self) for call in figures)
    if change.figure:
        figures = figures[:1]  # "and the win rate?": one figure takes the place of all
    if lists:
        _check_deals(figures[0], caller)
    calls = [_one(call, change, caller, to_self=to_self, lists=lists) for call in figures]
    return tuple(call for place, call in enumerate(calls) if call not in calls[:place])


def _asked_of(call: Call) -> Call:
    """What was explained can be asked for: "how is it computed?", then "and for SMB?"."""
    name = call.arguments.get("kpi") if call.tool == "glossary" else None
    return Call("kpi", {"kpi": name}) if isinstance(name, str) else call


def _in_unit(call: Call, change: Ask, caller: Caller, *, to_self: bool) -> Call:
    """`and how many?`: the same deals in another unit."""
    name = contract().in_unit(_figure_of(call), change.unit or "")
    if name is None and change.unit == "how":
        name = _figure_of(call)  # "how much was it last year?", of what is no money, either
    if name is None:
        raise Problem("unused")
    shown = Call("kpi", call.arguments) if call.tool == "deals" else call
    return _one(shown, replace(change, figure=name), caller, to_self=to_self, lists=False)


def _one(call: Call, change: Ask, caller: Caller, *, to_self: bool, lists: bool) -> Call:
    arguments = call.arguments
    figure = caller.figures.get(change.figure or _figure_of(call))
    if figure is None:
        raise Problem("not_available", facts=(("what", change.figure or ""),))
    _check_part(figure, change)
    change = _looked_back(change, figure)
    new_period = change.period is not None
    if change.period is not None and change.period.action in RELATIVE:
        kept = arguments.get("period")
        token = compared_token(change.period, kept, figure, caller.clock)[1]
        change = replace(change, period=When("token", (("token", token.partition("@")[0]),)))
    ask = Ask(
        tool="deals" if lists or change.tool == "deals" else _tool(call, change),
        figure=figure.name,
        period=change.period or (_kept_period(arguments, change) if figure.takes_period else None),
        by=change.by or arguments.get("by"),
        where=_where(_kept_where(arguments, change), change, to_self=to_self),
        compare=change.compare,
        rank=change.rank or (None if change.by else _kept_rank(arguments)),
        as_of=change.as_of,
        closing=change.closing,
    )
    if ask.as_of is None and "as_of" in arguments and not new_period and is_open(figure):
        ask = replace(ask, as_of=When("at", (("day", arguments["as_of"]),)))
    if change.in_total and not change.by:
        ask = replace(ask, by=None, rank=None)
    if change.all_dates and not new_period:
        ask = replace(ask, period=When("all"))
    if ask.tool == "deals":
        return caller.call(_as_list(ask, change))
    if ask.rank and not ask.by:
        raise Problem("unused")
    answer = caller.call(ask)
    if not new_period and answer.tool == call.tool:
        answer.arguments.update({key: arguments[key] for key in _BETWEEN if key in arguments})
    if change.compare is None:
        answer.arguments.update(_kept_compare(arguments, answer.arguments, caller.clock))
    return answer


def _looked_back(change: Ask, figure: Figure) -> Ask:
    """`a month ago?`: of what is open, the same as it stood then."""
    if change.period is None or change.period.action != "ago" or not is_open(figure):
        return change
    return replace(change, period=None, as_of=When("day", (("day", change.period),)))


def _check_part(figure: Figure, change: Ask) -> None:
    """`best case` after a commit is that figure, no part of it."""
    if "forecast_category" in change.where and figure.name in contract().landing:
        raise Problem("unused")


def _tool(call: Call, change: Ask) -> str:
    """A list has no groups, and adds nothing up: "by rep?", "total?" of one ask for its figure."""
    summed = call.tool == "deals" and (change.by or change.in_total)
    return "kpi" if change.figure or summed else call.tool


def _check_deals(call: Call, caller: Caller) -> None:
    """What a tool answered is no list of deals, but made of several: which are meant?"""
    if call.tool in contract().requests:
        raise Problem("two_readings", tuple(_deals_towards(call.arguments, caller.clock)))


def _deals_towards(arguments: dict[str, Any], clock: Clock) -> Iterator[tuple[Ask, ...]]:
    """Of an objective: those that were won, or are still open; of what changed: those that
    came, were won or were lost since."""
    token = arguments.get("period")
    names: tuple[str, ...] = ("bookings", "pipeline")
    if "since" in arguments:
        names = ("deals_created", "deals_won", "deals_lost")
        token = f"{arguments['since']}..{arguments.get('until', clock.today.isoformat())}"
    period = When("literal", (("token", token),)) if token else None
    for name in names:
        where = dict(arguments.get("where", {}))
        yield (Ask(tool="deals", figure=name, period=period, where=where),)


def _figure_of(call: Call) -> str:
    """The figure of a call, or the one whose people and times its tool takes."""
    if call.tool in {"kpi", "deals", "explain_change"}:
        return str(call.arguments.get("kpi"))
    request = contract().requests.get(call.tool)
    return request.like if request else ""


def _as_list(ask: Ask, change: Ask) -> Ask:
    """A list of deals has no groups; what ranked the groups does not rank the deals."""
    rank = change.rank if change.rank or ask.by else ask.rank
    return replace(ask, by=None, rank=rank, compare=None)


def _kept_period(arguments: dict[str, object], change: Ask) -> When | None:
    """The old period: taken as it is for the same figure, looked at anew for another one."""
    if "period" not in arguments:
        return None
    action = "token" if change.figure else "literal"
    return When(action, (("token", arguments["period"]),))


def _kept_rank(arguments: dict[str, object]) -> tuple[str, int | None] | None:
    direction, _, count = str(arguments.get("rank", "")).partition("_")
    return (direction, int(count) if count else None) if direction else None


def _kept_where(arguments: dict[str, Any], change: Ask) -> dict[str, list[str]]:
    """The old filters; another figure of what people did is not of the same kind of it."""
    kept = dict(arguments.get("where", {}))
    if change.figure:
        kept.pop("activity", None)
    if change.by and len(kept.get(change.by, ())) == 1 and not kept[change.by][0].startswith("!"):
        kept.pop(change.by)  # "by segment" of one segment: of all of them
    return kept


def _where(kept: dict[str, list[str]], change: Ask, *, to_self: bool) -> dict[str, list[str]]:
    if to_self or change.of_all:
        kept = {name: values for name, values in kept.items() if name not in _PEOPLE}
    if _ONE_PERSON & change.where.keys() and not change.adds:
        kept = {name: values for name, values in kept.items() if name not in _ONE_PERSON}
    if change.adds and not any(v.startswith("!") for vs in change.where.values() for v in vs):
        return {**kept, **{k: [*kept.get(k, []), *vs] for k, vs in change.where.items()}}
    return {**kept, **change.where}


def _kept_compare(before: dict[str, str], answer: dict[str, str], clock: Clock) -> dict[str, str]:
    """The old comparison; with a new period, in the same relation to it."""
    token, old, period = before.get("compare"), before.get("period"), answer.get("period")
    if token is None or period == old:
        return {"compare": token} if token else {}
    if "@" in token:
        return {}
    asked = parse_period(old or _DEFAULT, clock.today, clock.calendar)
    now = parse_period(period or _DEFAULT, clock.today, clock.calendar)
    for relation in (previous, year_before):
        if clock.span(token) == relation(asked, clock.calendar).span:
            return {"compare": relation(now, clock.calendar).token}
    return {}
