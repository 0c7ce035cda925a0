"""What can be asked, in words."""

from bot.saying.figures import Teller
from prompts import say
from tools.engine.answer import Outcome


def tell(_: Outcome, teller: Teller) -> str:
    """Some examples."""
    return say(teller.locale, "say.help")
