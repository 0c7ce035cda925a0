"""A supposition in words: what is supposed, and each figure as it is and as it would be."""

from collections.abc import Iterator

from bot.saying.figures import Teller
from bot.saying.numbers import change, day, money, value
from bot.saying.periods import period_label
from bot.saying.reasons import reason
from prompts import say
from tools.engine.answer import Outcome
from tools.engine.figure import Figure
from tools.engine.registry import kpis
from tools.engine.what_if.shown import Recomputed, Supposed, WhatIf
from tools.engine.wording import wording


def tell(outcome: Outcome, teller: Teller) -> str | None:
    """None where nothing could be computed: then each figure says why."""
    told = outcome.what_if
    if told is None:
        return None
    if told.unclear is not None:
        choices = [f"{place}. {offer.label}" for place, offer in enumerate(outcome.offers, 1)]
        which = say(teller.locale, "say.what_if.which", deal=told.unclear)
        return "\n".join([which, *choices])
    if not told.figures:
        return None
    return "\n".join(_lines(told, outcome.figures[0], teller))


def _lines(told: WhatIf, figure: Figure, teller: Teller) -> Iterator[str]:
    locale = teller.locale
    supposed = say(locale, "say.what_if.and").join(_supposed(one, locale) for one in told.supposed)
    yield say(locale, "say.what_if.headline", supposed=supposed)
    yield from (_figure(one, locale) for one in told.figures)
    period = period_label(figure.period, teller.calendar, locale)
    yield say(locale, "say.what_if.behind", period=period, whose=teller.whose(figure))


def _supposed(one: Supposed, locale: str) -> str:
    amount = "" if one.amount is None else money(one.amount, one.currency, locale)
    if one.name is None:
        return say(locale, "say.what_if.more", amount=amount)
    name = one.name
    if amount and one.how != "amount":
        name = say(locale, "say.what_if.worth", name=one.name, amount=amount)
    to = day(one.to, locale) if one.to else ""
    return say(locale, f"say.what_if.{one.how}", name=name, amount=amount, day=to)


def _figure(one: Recomputed, locale: str) -> str:
    label = wording(kpis()[one.kpi], locale).label
    before, after = (_value(one, amount, locale) for amount in (one.before, one.after))
    if one.change is None:
        return say(locale, "say.what_if.figure", label=label, before=before, after=after)
    if one.change == 0:
        return say(locale, "say.what_if.same", label=label, before=before)
    moved = change(one.change, 0.0, one.unit, one.currency, locale)
    return say(
        locale, "say.what_if.moved_figure", label=label, before=before, after=after, change=moved
    )


def _value(one: Recomputed, amount: float | None, locale: str) -> str:
    if amount is None:
        return say(locale, "say.no_value", reason=reason(one.reason or "nothing", {}, locale))
    return value(amount, one.unit, one.currency, locale)
