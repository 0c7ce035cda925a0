"""What is to be done: a line for each action, with a button that says it is done."""

from collections.abc import Sequence

from bot.blocks.actions import action_blocks
from bot.posting import Block
from bot.saying.figures import Teller
from tools.engine.answer import Answer


def lay(answer: Answer, teller: Teller) -> Sequence[Block] | None:
    """How many there are, and each of them; nothing where there is none."""
    if not answer.actions:
        return None
    lead = answer.text.partition("\n")[0]
    return action_blocks(answer.actions, answer.asked_by, teller.locale, lead)
