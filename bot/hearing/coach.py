"""Coaching, for a manager: "who should I coach", "coach NAME"."""

import re

from bot.ask import answer_call
from bot.hearing.heard import Heard
from bot.pilote import Pilote
from bot.reader import Call
from tools.coaching.people import reps_below
from tools.engine.people import Person, names_of
from tools.fold import fold

CALLED = re.compile(
    r"(?:(?:who|whom) (?:should|do|can) i coach|qui (?:dois-je |puis-je |faut-il )?coacher"
    r"|(?:coach(?:e|er|ing)?)(?:\s+(?:de|for|of|pour|with|avec))?\b\s*(?P<whom>.*?))\s*\??",
    re.IGNORECASE,
)


def hear(bot: Pilote, person: Person, text: str, locale: str) -> Heard | None:
    """All their people, or the one named; None where whoever is named is nobody below them."""
    match = CALLED.fullmatch(text.strip())
    if match is None:
        return None
    whom = (match["whom"] or "").strip()
    if whom and person_called(bot, person, whom) == whom:
        return None
    return Heard(coaching_of(bot, person, whom), locale)


def coaching_of(bot: Pilote, manager: Person, whom: str) -> str:
    """What there is to say about their people, or about one of them."""
    arguments = {"person": person_called(bot, manager, whom)} if whom else {}
    return answer_call(bot, manager.email, Call("coach", arguments)).text


def person_called(bot: Pilote, manager: Person, whom: str) -> str:
    """The email of who of the people below has this name or first name; else what was said."""
    with bot.sales.reading() as connection:
        names = names_of(connection, reps_below(bot.desk(connection), manager))
    wanted = fold(whom)
    called = [
        email for email, name in names.items() if wanted in (fold(name), fold(name).split()[0])
    ]
    return called[0] if len(called) == 1 else whom
