"""A projection in words: its range, what it consists of, its chances, and how it has held."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from bot.saying.numbers import money, share
from bot.saying.periods import period_label
from prompts import say
from tools.engine.calendar import Calendar
from tools.engine.figure import Figure, span_of
from tools.engine.period import parse_period

FEW = 4  # past periods below which the history is called thin
LEVEL = 0.01  # a bias below it is none that anybody would see


def projected(figure: Figure, calendar: Calendar, locale: str) -> Iterator[str]:
    """The sentences beside a projection; none for other figures and for trends."""
    facts = figure.facts
    if "over" in facts:
        yield say(locale, "say.projection.over")
    elif "track_record" in facts:
        shown = {name: _money(facts, name, figure, locale) for name in _MONEY if name in facts}
        yield say(locale, "say.projection.range", **shown)
        yield say(locale, "say.projection.parts", **shown)
        if "chance" in facts:
            chance = _chance(facts["chance"], locale)
            yield say(locale, "say.projection.chance", chance=chance, **shown)
        yield from history_lines(figure, locale)
        yield _record(facts["track_record"], calendar, locale)


def record_line(figure: Figure, calendar: Calendar, locale: str) -> str:
    """How the projections of past periods came out."""
    return _record(figure.facts["track_record"], calendar, locale)


def interval(figure: Figure, locale: str) -> str:
    """The range of a projection, without a full sentence."""
    return say(locale, "say.projection.interval", **ends(figure, locale))


def ends(figure: Figure, locale: str) -> Mapping[str, str]:
    """The two ends of that range."""
    return {end: _money(figure.facts, end, figure, locale) for end in ("low", "high")}


_MONEY = ("low", "high", "won", "open", "to_come", "target")


def _money(facts: Mapping[str, Any], name: str, figure: Figure, locale: str) -> str:
    return money(facts[name], figure.currency or "EUR", locale)


def _chance(chance: float, locale: str) -> str:
    """Never certain: draws cannot tell a hundredth from nothing."""
    if chance < 0.01:
        return say(locale, "say.projection.below", share=share(0.01, locale))
    if chance > 0.99:
        return say(locale, "say.projection.above", share=share(0.99, locale))
    return share(chance, locale)


def history_lines(figure: Figure, locale: str) -> Iterator[str]:
    """How little the projection was learnt from; nothing where that is enough."""
    learnt = figure.facts["learnt_from"]
    if not learnt["periods"] or not learnt["won_deals"]:
        yield say(locale, "say.projection.no_history")
    elif learnt["periods"] < FEW:
        told = {"deals": learnt["closed_deals"], "won": learnt["won_deals"]}
        yield say(locale, "say.projection.thin", n=learnt["periods"], **told)


def _record(held: Mapping[str, Any], calendar: Calendar, locale: str) -> str:
    periods = held["periods"]
    if held["error"] is None:
        return say(locale, "say.projection.no_record")
    first, last = (_label(one["period"], calendar, locale) for one in (periods[-1], periods[0]))
    bias = held["bias"]
    lean = "none" if abs(bias) < LEVEL else "high" if bias > 0 else "low"
    return say(
        locale,
        "say.projection.record",
        n=len(periods),
        first=first,
        last=last,
        error=share(held["error"], locale),
        lean=say(locale, f"say.projection.lean.{lean}", bias=share(abs(bias), locale)),
        within=held["within_range"],
    )


def _label(token: str, calendar: Calendar, locale: str) -> str:
    return period_label(span_of(parse_period(token, date.min, calendar)), calendar, locale)
