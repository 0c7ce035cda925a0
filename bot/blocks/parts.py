"""The plain Block Kit blocks that messages, modals and the Home tab are made of."""

import json
import re
from collections.abc import Sequence

from bot.blocks.text import cut, escaped, raw
from bot.posting import Block

_STEPS = 12  # of a bar
CHOOSE = "choose"  # what the action ids of choices begin with
_BUTTON = 75
_HEADER = 150
_OPTION = 75


def bar(share: float) -> str:
    """A share as a bar of text, which every client shows; full from 1 on."""
    full = round(min(max(share, 0.0), 1.0) * _STEPS)
    return "▰" * full + "▱" * (_STEPS - full)


def plain(text: str) -> Block:
    """A text object whose text is shown as it is."""
    return {"type": "plain_text", "text": text, "emoji": False}


# Where French sets a space that no line may break at, and a number its unit.
_UNBROKEN = re.compile(r"(?<=\d) (?=[€$£%¥])|(?<=«) | (?=»)|(?<=\S) (?=[:;?!](?:\s|$))")


def unbroken(text: str) -> str:
    """The text with spaces that keep together what belongs together."""
    return _UNBROKEN.sub("\N{NO-BREAK SPACE}", text)


def header(text: str) -> Block:
    """The line that is read first, large."""
    return {"type": "header", "text": plain(cut(unbroken(raw(text)), _HEADER))}


def section(mrkdwn: str) -> Block:
    """A paragraph of escaped text."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": unbroken(mrkdwn)}}


def fields(texts: Sequence[str]) -> Block:
    """Up to ten short escaped texts, in two columns where there is room."""
    return {
        "type": "section",
        "fields": [{"type": "mrkdwn", "text": unbroken(text)} for text in texts[:10]],
    }


def context(mrkdwn: str) -> Block:
    """A footnote of escaped text."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": unbroken(mrkdwn)}]}


def button(action: str, label: str, value: str = "", *, style: str | None = None) -> Block:
    """A button; `style` is `primary` or `danger`."""
    given = {"value": value} if value else {}
    styled = {"style": style} if style else {}
    text = plain(cut(label, _BUTTON))
    return {"type": "button", "action_id": action, "text": text, **given, **styled}


def option(label: str, value: str) -> Block:
    """One line of a menu."""
    return {"text": plain(cut(raw(label), _OPTION)), "value": value}


def menu(
    action: str, placeholder: str, options: Sequence[Block], chosen: Block | None = None
) -> Block:
    """A menu of up to 100 options."""
    initial = {"initial_option": chosen} if chosen in options[:100] else {}
    return {
        "type": "static_select",
        "action_id": action,
        "placeholder": plain(placeholder),
        "options": list(options[:100]),
        **initial,
    }


def actions(*elements: Block) -> Block:
    """Buttons and menus in a row."""
    return {"type": "actions", "elements": list(elements)}


def choices_of(choices: Sequence[str], thread: str, place: str) -> Block:
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
