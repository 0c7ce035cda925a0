"""Changes in Slack: what was done with a button to undo it, and which deal was meant."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from bot.blocks.parts import section
from bot.blocks.text import FALLBACK, cut, escaped
from bot.changing import Done
from bot.posting import Block, Message
from bot.saying.changes import done_text
from bot.saying.numbers import money
from prompts import say
from tools.engine.deal_named import Named

UNDO = "undo_change"
MEANT = "deal_meant"  # what the action ids of choices between deals begin with
_BUTTON = 75


def done_message(done: Done, locale: str) -> Message:
    """What was done; whoever did it can undo it."""
    text = escaped(done_text(done.change, locale))
    blocks = [section(text)]
    if done.number is not None:
        undo = button(say(locale, "slack.undo"), UNDO, str(done.number))
        blocks.append({"type": "actions", "elements": [undo]})
    return Message(cut(text, FALLBACK), blocks)


def which_message(
    kind: str, found: Sequence[Named], arguments: Mapping[str, Any], currency: str, locale: str
) -> Message:
    """The deals that may be meant, a button each."""
    text = say(locale, "slack.which_deal")
    labels = [_label(one, currency, locale) for one in found]
    buttons = [
        button(
            label,
            f"{MEANT}_{place}",
            json.dumps({"kind": kind, **arguments, "deal": one.id}, ensure_ascii=False),
        )
        for place, (label, one) in enumerate(zip(labels, found, strict=True), 1)
    ]
    lines = [text, *(f"{place}. {label}" for place, label in enumerate(labels, 1))]
    blocks = [section(escaped(text)), {"type": "actions", "elements": buttons}]
    return Message(cut(escaped("\n".join(lines)), FALLBACK), blocks)


def button(label: str, action: str, value: str) -> Block:
    """A button of plain text."""
    text = {"type": "plain_text", "text": cut(escaped(label), _BUTTON)}
    return {"type": "button", "action_id": action, "text": text, "value": value}


def _label(deal: Named, currency: str, locale: str) -> str:
    if deal.amount is None:
        return deal.label
    return f"{deal.label} · {money(float(deal.amount), deal.row['currency'] or currency, locale)}"
