"""Schedules in Slack: a preview with the button that sets it, a list with those that change it."""

import json
from collections.abc import Iterator, Sequence

from bot.blocks.parts import section
from bot.blocks.text import FALLBACK, cut, escaped
from bot.posting import Block, Message
from prompts import say

ACTION = "schedule_"  # what the action ids of these buttons begin with
_LISTED = 20


def preview_message(text: str, wish: str, locale: str) -> Message:
    """What would be set; the button brings the words back, to be read again as they were."""
    shown = escaped(text)
    add = _button("add", wish, locale, style="primary")
    return Message(cut(shown, FALLBACK), [section(shown), {"type": "actions", "elements": [add]}])


def list_message(lead: str, lines: Sequence[tuple[int, bool, str]], locale: str) -> Message:
    """(number, whether paused, line) of each schedule, with its buttons."""
    new = {"type": "actions", "elements": [_button("new", "", locale)]}
    blocks = [section(escaped(lead)), *_rows(lines[:_LISTED], locale), new]
    text = "\n".join([lead, *(line for _, _, line in lines)])
    return Message(cut(escaped(text), FALLBACK), blocks)


def _rows(lines: Sequence[tuple[int, bool, str]], locale: str) -> Iterator[Block]:
    for number, paused, line in lines:
        yield section(escaped(line))
        buttons = [
            _button("resume" if paused else "pause", str(number), locale),
            _button("remove", str(number), locale, style="danger"),
        ]
        yield {"type": "actions", "elements": buttons}


def _button(what: str, value: str, locale: str, style: str | None = None) -> Block:
    label = say(locale, f"say.schedules.buttons.{what}")
    return {
        "type": "button",
        "action_id": f"{ACTION}{what}",
        "text": {"type": "plain_text", "text": label},
        "value": json.dumps({"on": value}, ensure_ascii=False),
        **({"style": style} if style else {}),
    }
