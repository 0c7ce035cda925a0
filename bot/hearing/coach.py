"""Coaching, for a manager: "who should I coach", "coach NAME"."""

import re

from bot.ask import answer_call
from bot.hearing.heard import Heard
from bot.pilote import Pilote
from bot.reader import Call
from bot.submitting.preview import language_of
from tools.coaching.people import reps_below
from tools.engine.people import Person, names_of
from tools.fold import fold

_WHO = r"(?:who|whom) (?:should|do|can) i coach|qui (?:dois-je |puis-je |faut-il )?coacher"
_ON_WHAT = (
    r"(?:(?:where|how|on what) (?:should|do|can) i |(?:sur quoi|comment) (?:dois-je |puis-je )?)?"
)
_ABOUT = r"(?: me)?(?:\s+(?:de|for|of|on|about|pour|sur|with|avec))?"
CALLED = re.compile(
    rf"(?:{_WHO}|{_ON_WHAT}coach(?:e|er|ing)?{_ABOUT}\b\s*(?P<whom>.*?))\s*\??", re.IGNORECASE
)


def hear(bot: Pilote, person: Person, text: str, locale: str) -> Heard | None:
    """All their people, or the one named; None where whoever is named is nobody below them."""
    match = CALLED.fullmatch(text.strip())
    if match is None:
        return None
    whom = (match["whom"] or "").strip()
    if whom and person_called(bot, person, whom) == whom:
        return None
    words = language_of(bot, person, text, locale)
    return Heard(coaching_of(bot, person, whom, words), words)


def coaching_of(bot: Pilote, manager: Person, whom: str, language: str | None = None) -> str:
    """What there is to say about their people, or about one of them; in a `language`, else in the
    manager's."""
    arguments = {"person": person_called(bot, manager, whom)} if whom else {}
    return answer_call(bot, manager.email, Call("coach", arguments), language).text


def person_called(bot: Pilote, manager: Person, whom: str) -> str:
    """The email of who of the people below has this name or first name; else what was said."""
    with bot.sales.reading() as connection:
        names = names_of(connection, reps_below(bot.desk(connection), manager))
    wanted = fold(whom)
    called = [
        email for email, name in names.items() if wanted in (fold(name), fold(name).split()[0])
    ]
    return called[0] if len(called) == 1 else whom
