"""The form in which a schedule is set: filled in, shown as it was understood, set."""

import json
from collections.abc import Iterable

from bot.blocks.parts import section
from bot.blocks.text import escaped
from bot.posting import Block
from prompts import say

FORM, CONFIRM = "schedule_form", "schedule_confirm"
RITUAL, WHEN, CHANNEL, WITH = "ritual", "when", "channel", "with"  # block and action ids


def form(rituals: Iterable[str], locale: str) -> Block:
    """Which ritual, when in words, where; all empty."""
    options = [
        {"text": _plain(say(locale, f"say.rituals.names.{name}")), "value": name}
        for name in rituals
    ]
    fields = [
        _field(RITUAL, {"type": "static_select", "options": options}, locale),
        _field(WHEN, {"type": "plain_text_input"}, locale),
        _field(CHANNEL, _CHANNELS, locale, optional=True),
        _field(WITH, {"type": "plain_text_input"}, locale, optional=True),
    ]
    return _modal(FORM, fields, locale, submit="say.schedules.form.preview")


def preview(text: str, wish: str, locale: str) -> Block:
    """What would be set; submitted once more, it is."""
    shown = [section(escaped(text))]
    return _modal(CONFIRM, shown, locale, submit="say.schedules.buttons.add", wish=wish)


def done(text: str, locale: str) -> Block:
    """What was set."""
    return _modal("schedule_done", [section(escaped(text))], locale)


_CHANNELS: Block = {
    "type": "conversations_select",
    "filter": {"include": ["public", "private"], "exclude_external_shared_channels": True},
}


def _field(name: str, element: Block, locale: str, *, optional: bool = False) -> Block:
    words = f"say.schedules.form.{name}"
    return {
        "type": "input",
        "block_id": name,
        "label": _plain(say(locale, words)),
        "hint": _plain(say(locale, f"{words}_hint")),
        "element": {**element, "action_id": name},
        "optional": optional,
    }


def _modal(
    callback: str, blocks: list[Block], locale: str, submit: str | None = None, wish: str = ""
) -> Block:
    return {
        "type": "modal",
        "callback_id": callback,
        "title": _plain(say(locale, "say.schedules.form.title")),
        "close": _plain(say(locale, "say.schedules.form.close")),
        "blocks": blocks,
        "private_metadata": json.dumps({"wish": wish}, ensure_ascii=False),
        **({"submit": _plain(say(locale, submit))} if submit else {}),
    }


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": text}
