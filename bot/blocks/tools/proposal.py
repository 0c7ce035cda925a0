"""A proposal asked for in words: its Markdown as it is, and a button for the Word file."""

from collections.abc import Sequence

from bot.blocks.drafts import WORD, button, lay_draft
from bot.posting import Block
from bot.saying.figures import Teller
from prompts import say
from tools.engine.answer import Answer


def lay(answer: Answer, teller: Teller) -> Sequence[Block] | None:
    """The draft of an answer."""
    draft = lay_draft(answer, teller)
    if draft is None or not answer.deals:
        return draft
    word = button(WORD, say(answer.locale, "slack.word_file.button"), answer.deals[0].id)
    return [*draft, {"type": "actions", "elements": [word]}]
