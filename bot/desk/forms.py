"""Modals: a form for one deal, and what came of it in the form's place."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from bot.blocks.parts import section
from bot.blocks.text import cut, escaped
from bot.posting import Block, Message
from prompts import say

_TITLE = 24  # characters of a modal's title
_LABEL = 2_000

Body = Mapping[str, Any]


def form(
    name: str, words: str, blocks: Sequence[Block], meta: Mapping[str, Any], locale: str
) -> dict[str, Any]:
    """A modal; its words stand under `slack.<words>`, `meta` comes back with what is entered."""
    return {
        "type": "modal",
        "callback_id": name,
        "title": plain(say(locale, f"slack.{words}.title"), _TITLE),
        "submit": plain(say(locale, f"slack.{words}.submit"), _TITLE),
        "close": plain(say(locale, f"slack.{words}.close"), _TITLE),
        "private_metadata": json.dumps(dict(meta), ensure_ascii=False),
        "blocks": list(blocks),
    }


def told(message: Message, words: str, locale: str) -> dict[str, Any]:
    """A modal that only tells what came of a form."""
    return {
        "type": "modal",
        "title": plain(say(locale, f"slack.{words}.title"), _TITLE),
        "close": plain(say(locale, f"slack.{words}.close"), _TITLE),
        "blocks": list(message.blocks) or [section(message.text)],
    }


def field(name: str, label: str, element: Block, *, optional: bool = True) -> Block:
    """One input of a form, block and element called alike."""
    return {
        "type": "input",
        "block_id": name,
        "label": plain(label, _LABEL),
        "element": {**element, "action_id": name},
        "optional": optional,
    }


def plain(text: str, most: int) -> dict[str, str]:
    """Data as plain text of at most so many characters."""
    return {"type": "plain_text", "text": cut(escaped(text), most)}


def entered(view: Body) -> dict[str, str | None]:
    """What was entered, by the name of the input; None for what was left empty."""
    values: dict[str, str | None] = {}
    for block, elements in view["state"]["values"].items():
        for element in elements.values():
            option = element.get("selected_option")
            chosen = option["value"] if option else element.get("selected_user")
            values[block] = chosen or element.get("value") or element.get("selected_date")
    return values


def meta_of(view: Body) -> dict[str, Any]:
    """What the form was made with."""
    meta: dict[str, Any] = json.loads(view["private_metadata"])
    return meta


def only(message: Message, view: Body) -> dict[str, Any]:
    """A modal that is open, with nothing in it but this."""
    kept = {name: view[name] for name in ("type", "title", "close") if view.get(name)}
    return {**kept, "blocks": list(message.blocks) or [section(message.text)]}
