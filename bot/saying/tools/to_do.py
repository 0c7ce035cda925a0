"""What is to be done, in words."""

from bot.saying.actions import actions_text
from bot.saying.figures import Teller
from tools.engine.answer import Outcome


def tell(outcome: Outcome, teller: Teller) -> str:
    """A line for each action."""
    return actions_text(outcome.actions or (), teller.asker, teller.locale)
