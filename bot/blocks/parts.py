"""The few Block Kit blocks that answers are made of."""

import json
from collections.abc import Sequence

from bot.blocks.text import cut, escaped, raw
from bot.posting import Block

CHOOSE = "choose"  # what the action ids of choices begin with
_BUTTON = 75


def section(mrkdwn: str) -> Block:
    """A paragraph of escaped text."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": mrkdwn}}


def context(mrkdwn: str) -> Block:
    """A footnote of escaped text."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": mrkdwn}]}


def table(rows: Sequence[Sequence[str]]) -> Block:
    """A table of plain text, its first row the header, numbers to the right."""
    sides = ["left", *["right"] * (len(rows[0]) - 1)]
    return {
        "type": "table",
        "column_settings": [{"align": side} for side in sides],
        "rows": [[{"type": "raw_text", "text": raw(cell)} for cell in row] for row in rows],
    }


def buttons(choices: Sequence[str], thread: str, place: str) -> Block:
    """The choices of a question back. A button knows its conversation: in a message that only
    the asker sees, Slack tells the app nothing else about it."""
    elements = [
        {
            "type": "button",
            "action_id": f"{CHOOSE}_{number}",
            "text": {"type": "plain_text", "text": cut(escaped(label), _BUTTON)},
            "value": json.dumps(
                {"n": number, "label": label[:300], "thread": thread, "place": place},
                ensure_ascii=False,
            ),
        }
        for number, label in enumerate(choices, 1)
    ]
    return {"type": "actions", "elements": elements}
