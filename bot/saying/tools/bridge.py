"""The bridge in words: where the pipeline was, each step with its largest deals, where it is."""

from collections.abc import Iterator

from bot.saying.figures import Teller
from bot.saying.numbers import day, money
from bot.saying.periods import period_name
from prompts import say
from tools.engine.answer import Outcome
from tools.engine.bridge import STEPS
from tools.engine.bridged import Bridged
from tools.engine.figure import Figure


def tell(outcome: Outcome, teller: Teller) -> str | None:
    """A line a step; steps without a move are left out."""
    if outcome.bridge is None:
        return None
    return "\n".join(_lines(outcome.bridge, outcome.figures[0], teller))


def _lines(bridge: Bridged, figure: Figure, teller: Teller) -> Iterator[str]:
    locale = teller.locale
    change = bridge.end - bridge.start
    yield say(
        locale,
        "say.bridge.headline",
        change=signed(change, bridge.currency, locale),
        since=day(bridge.since, locale),
        until=say(locale, "say.bridge.until", day=day(bridge.until, locale))
        if bridge.until
        else "",
        period=period_name(bridge.period, teller.calendar, locale),
        whose=teller.whose(figure),
    )
    yield _point("start", bridge.start, bridge, locale)
    yield from (_step(step, bridge, locale) for step in STEPS if bridge.counts[step])
    if not any(bridge.counts.values()):
        yield say(locale, "say.bridge.nothing")
    yield _point("end", bridge.end, bridge, locale)
    yield say(locale, "say.bridge.meaning")


def _point(name: str, amount: float, bridge: Bridged, locale: str) -> str:
    return say(locale, f"say.bridge.{name}", value=money(amount, bridge.currency, locale))


def _step(step: str, bridge: Bridged, locale: str) -> str:
    deals = " · ".join(
        f"{move.name} {signed(move.value, bridge.currency, locale)}"
        for move in bridge.moves
        if move.step == step
    )
    told = signed(getattr(bridge, step), bridge.currency, locale)
    label = say(locale, f"say.bridge.{step}")
    count = say(locale, "say.bridge.moves", n=bridge.counts[step])
    return say(locale, "say.bridge.step", step=label, value=told, count=count, deals=deals)


def signed(amount: float, currency: str, locale: str) -> str:
    """Money with its sign, the true minus sign included."""
    sign = "+" if amount > 0 else "−" if amount < 0 else ""
    return f"{sign}{money(abs(amount), currency, locale)}"
