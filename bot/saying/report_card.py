"""The report card in words: which signals tell, which do not, from how many deals."""

from collections.abc import Iterator

from bot.saying.numbers import day, share
from prompts import say
from tools.report_card.card import FEWEST, UNTOLD, Card, Mark


def card_text(card: Card, locale: str) -> str:
    """A line for each signal under what it was measured on."""
    return "\n".join(_lines(card, locale))


def _lines(card: Card, locale: str) -> Iterator[str]:
    told = {"since": day(card.since, locale), "until": day(card.until, locale)}
    if not card.deals:
        yield say(locale, "say.report_card.none", **told)
        return
    yield say(locale, "say.report_card.lead", n=card.deals, **told)
    for mark in card.marks:
        yield f"• {_line(mark, locale)}"
    untold = ", ".join(say(locale, f"say.report_card.signals.{name}") for name in UNTOLD)
    yield say(locale, "say.report_card.untold", signals=untold)


def _line(mark: Mark, locale: str) -> str:
    rates = {
        "rate": "–" if mark.shown.rate is None else share(mark.shown.rate, locale),
        "other": "–" if mark.not_shown.rate is None else share(mark.not_shown.rate, locale),
    }
    return say(
        locale,
        f"say.report_card.{mark.verdict}",
        signal=say(locale, f"say.report_card.signals.{mark.signal}"),
        shown=mark.shown.deals,
        others=mark.not_shown.deals,
        fewest=FEWEST,
        **rates,
    )
