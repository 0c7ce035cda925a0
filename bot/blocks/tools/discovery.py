"""A discovery guide: its Markdown as it is, and a button for the answers afterwards."""

from collections.abc import Sequence

from bot.blocks.drafts import lay_draft
from bot.drafts.answers import answers_button
from bot.posting import Block
from bot.saying.figures import Teller
from tools.engine.answer import Answer


def lay(answer: Answer, teller: Teller) -> Sequence[Block] | None:
    """The draft of an answer."""
    draft = lay_draft(answer, teller)
    call = next((one for one in answer.tools if one.name == "discovery"), None)
    if draft is None or call is None:
        return draft
    element = answers_button(call.arguments, answer.locale)
    return [*draft, {"type": "actions", "elements": [element]}]
