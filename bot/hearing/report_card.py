"""« Report card »: which risk signals tell, for a manager."""

import re

from bot.hearing.heard import Heard
from bot.pilote import Pilote
from bot.submitting.preview import language_of
from tools.engine.people import Person

_CALLED = (
    r"(?:(?:my|our|the|le|notre|mon)\s+)?"
    r"(?:report[ -]?card(?:\s+of\s+(?:the\s+)?(?:risk\s+)?signals)?"
    r"|bulletin(?:\s+des\s+signaux(?:\s+de\s+risque)?)?)"
    r"|which\s+(?:risk\s+)?signals\s+(?:pay|work|tell)|quels\s+signaux\s+(?:paient|disent\s+vrai)"
)
CALLED = re.compile(rf"(?:{_CALLED})\s*\??", re.IGNORECASE)


def hear(bot: Pilote, person: Person, text: str, locale: str) -> Heard | None:
    """The card of their people."""
    if not CALLED.fullmatch(text.strip()):
        return None
    words = language_of(bot, person, text, locale)
    return Heard(card_of(bot, person, words), words)


def card_of(bot: Pilote, person: Person, locale: str) -> str:
    """The card in words. Raises PiloteError like `report_card`."""
    from bot.saying.report_card import card_text  # noqa: PLC0415 (with it)
    from tools.report_card.card import report_card  # noqa: PLC0415 (slow, and seldom asked for)

    with bot.sales.reading() as connection:
        card = report_card(bot.desk(connection), person)
    return card_text(card, locale)
