"""The form of the forecast, asked for in words: "submit my forecast"."""

from collections.abc import Mapping
from functools import cache

from bot.blocks.reminder import form_message
from bot.pilote import Pilote
from bot.posting import Message
from bot.saying.periods import period_name
from prompts import available, language, say
from tools.engine.figure import span_of
from tools.engine.period import parse_period
from tools.fold import fold


def asks_for_form(text: str) -> str | None:
    """The language of words that ask for the form; None for all others."""
    return _asking().get(fold(text.strip(" .!?")))


def form_offered(bot: Pilote, locale: str) -> Message:
    """A form needs a click: the button that opens it."""
    with bot.sales.reading() as connection:
        at = bot.desk(connection)
    quarter = span_of(parse_period("this_quarter", at.today, at.company.calendar))
    period = period_name(quarter, at.company.calendar, locale)
    return form_message(say(locale, "slack.due.forecast.answer", period=period), locale)


@cache
def _asking() -> Mapping[str, str]:
    """The language of each way to ask for it, by its folded words."""
    return {
        fold(words): code
        for code in available()
        for words in language(code)["slack"]["due"]["forecast"]["said"]
    }
