"""Limits of teams in words."""

from collections.abc import Iterator

from babel.numbers import format_decimal

from bot.saying.numbers import babel_locale, exact_share, value
from prompts import say
from tools.engine.deal import Limit
from tools.engine.thresholds import BOUNDS
from tools.team_limits import TeamLimits


def limit_value(name: str, limit: float | None, locale: str) -> str:
    """A limit with its unit."""
    if limit is None:
        return say(locale, "say.limits.as_all")
    unit = BOUNDS[name].unit
    if unit == "share":
        return exact_share(limit, locale)
    if unit == "times":
        return f"{format_decimal(limit, '#,##0.##', babel_locale(locale))}×"
    return value(limit, unit, None, locale)


def limit_name(name: str, locale: str) -> str:
    """What it limits."""
    return say(locale, f"say.limits.names.{name}")


def own_limit(limit: Limit, locale: str) -> str:
    """Said behind a fact: the limit of the team that raised it."""
    told = limit_value(limit.name, limit.value, locale)
    return say(locale, "say.limits.own", team=limit.team, value=told)


def limits_lines(limits: TeamLimits, locale: str) -> Iterator[str]:
    """A line for each limit; beside a team's own one, what holds for everybody else."""
    for name in BOUNDS:
        holds = limit_value(name, getattr(limits.standing, name), locale)
        of_all = limit_value(name, getattr(limits.of_all, name), locale)
        key = "own_line" if name in limits.own else "line"
        facts = {"name": limit_name(name, locale), "value": holds, "of_all": of_all}
        yield say(locale, f"say.limits.{key}", **facts)
