"""What words that are no question come to, and all that may hear something else in them."""

from collections.abc import Callable
from dataclasses import dataclass

from bot import hearing
from bot.asker import asker_of
from bot.found import modules_in
from bot.pilote import Pilote


@dataclass(frozen=True)
class Heard:
    """What is said to them. Where they ask for something to be done, a yes to `question` carries
    it out under the key of that yes, and what was done is told."""

    text: str
    locale: str
    question: str = ""
    carry_out: Callable[[str], str] | None = None


def heard_in(bot: Pilote, email: str, text: str) -> Heard | None:
    """What is heard in somebody's words; None for a question, and from whoever may not ask.

    Raises PiloteError for what cannot be done.
    """
    found = asker_of(bot, email)
    if found is None:
        return None
    person, locale = found
    for one in modules_in(hearing, that_say="hear"):
        heard: Heard | None = one.hear(bot, person, text, locale)
        if heard is not None:
            return heard
    return None
