"""A checklist asked for in words: its Markdown as it is, and a button that turns it into boxes."""

import json
from collections.abc import Sequence

from bot.blocks.drafts import DEAL, button, lay_draft
from bot.posting import Block
from bot.saying.figures import Teller
from prompts import say
from tools.engine.answer import Answer


def lay(answer: Answer, teller: Teller) -> Sequence[Block] | None:
    """The draft of an answer. The boxes are for whoever presses: what others tick they see anew."""
    draft = lay_draft(answer, teller)
    call = next((one for one in answer.tools if one.name == "checklist"), None)
    if draft is None or call is None:
        return draft
    known = {
        name: call.arguments[name] for name in ("deal", "playbook") if call.arguments.get(name)
    }
    value = json.dumps({"tool": "checklist", "arguments": known}, ensure_ascii=False)
    element = button(f"{DEAL}_1", say(answer.locale, "slack.tick_items"), value)
    return [*draft, {"type": "actions", "elements": [element]}]
