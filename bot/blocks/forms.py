"""Modals and the fields in them."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from bot.blocks.parts import menu, plain, section
from bot.blocks.text import cut
from bot.posting import Block, Message
from prompts import say

_TITLE = 24
VALUE = "value"  # the action id of every field: its block id is its name


def modal(
    callback: str,
    title: str,
    blocks: Sequence[Block],
    *,
    submit: str | None = None,
    close: str,
    private: Mapping[str, Any] | None = None,
) -> Block:
    """A modal; `private` comes back with what is submitted."""
    given = {"submit": plain(submit)} if submit else {}
    return {
        "type": "modal",
        "callback_id": callback,
        "title": plain(cut(title, _TITLE)),
        "close": plain(close),
        "blocks": list(blocks),
        "private_metadata": json.dumps(private or {}, ensure_ascii=False),
        **given,
    }


def worded(
    name: str, blocks: Sequence[Block], locale: str, private: Mapping[str, Any] | None = None
) -> Block:
    """A modal whose words stand under `slack.<name>`."""
    title, submit, close = (
        say(locale, f"slack.{name}.{word}") for word in ("title", "submit", "close")
    )
    return modal(name, title, blocks, submit=submit, close=close, private=private)


def with_message(view: Block, message: Message) -> Block:
    """A modal with nothing left in it but a message."""
    kept = {name: view[name] for name in ("type", "title", "close") if view.get(name)}
    return {**kept, "blocks": list(message.blocks) or [section(message.text)]}


def field(
    name: str, label: str, element: Block, *, hint: str | None = None, optional: bool = False
) -> Block:
    """A labelled field, whose value comes back under its name."""
    hinted = {"hint": plain(hint)} if hint else {}
    return {
        "type": "input",
        "block_id": name,
        "label": plain(label),
        "element": {**element, "action_id": VALUE},
        "optional": optional,
        **hinted,
    }


def choice(placeholder: str, options: Sequence[Block], chosen: str | None = None) -> Block:
    """One of a few, by value."""
    now = next((one for one in options if one["value"] == chosen), None)
    return menu(VALUE, placeholder, options, now)


def channel_menu(placeholder: str) -> Block:
    """A channel of the reader's, public or private, without other companies in it."""
    return {
        "type": "conversations_select",
        "placeholder": plain(placeholder),
        "filter": {"include": ["public", "private"], "exclude_external_shared_channels": True},
    }


def time_of_day(at: str | None) -> Block:
    """A time, `HH:MM`."""
    return {"type": "timepicker"} | ({"initial_time": at} if at else {})


def line_of_text(text: str | None = None, *, multiline: bool = False) -> Block:
    """What is typed."""
    return {"type": "plain_text_input", "multiline": multiline} | (
        {"initial_value": text} if text else {}
    )
