"""Words that stand for a command in a conversation: the form of the forecast, the list of actions.

They are what the suggested questions say, in every language, so that pressing one never leads to
a question back.
"""

from collections.abc import Callable, Mapping
from functools import cache

from bot.blocks.parts import actions, button, section
from bot.blocks.reminder import OPEN_FORECAST
from bot.blocks.text import escaped
from bot.desk.actions import listed
from bot.identity import By
from bot.pilote import Pilote
from bot.posting import Message
from bot.saying.periods import period_name
from prompts import available, language, say
from tools.engine.figure import span_of
from tools.engine.people import Person
from tools.engine.period import parse_period
from tools.fold import fold


def command_answer(bot: Pilote, person: Person, text: str, locale: str) -> Message | None:
    """What is answered to these words, for their speaker alone; None where they stand for none."""
    what = _words().get(fold(text.strip(" .!?")))
    return None if what is None else _ANSWERS[what](bot, By(person, locale))


@cache
def _words() -> Mapping[str, str]:
    """Which command is meant, by the folded words."""
    return {
        fold(words): what
        for code in available()
        for what, all_words in language(code)["slack"]["spoken"].items()
        for words in all_words
    }


def _forecast(bot: Pilote, by: By) -> Message:
    """A form needs a click: the button that opens it."""
    with bot.sales.reading() as connection:
        at = bot.desk(connection)
    quarter = span_of(parse_period("this_quarter", at.today, at.company.calendar))
    period = period_name(quarter, at.company.calendar, by.locale)
    text = escaped(say(by.locale, "slack.due.forecast.answer", period=period))
    label = say(by.locale, "say.submission.reminder.button")
    return Message(text, [section(text), actions(button(OPEN_FORECAST, label, style="primary"))])


_ANSWERS: Mapping[str, Callable[[Pilote, By], Message]] = {
    "forecast": _forecast,
    "actions": listed,
}
