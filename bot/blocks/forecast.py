"""The modal in which a forecast is submitted: the bot's figures beside the fields."""

import json
from typing import Any

from bot.blocks.parts import context, section
from bot.blocks.text import SECTION, cut, escaped
from bot.posting import Block
from bot.saying.numbers import plain_amount
from bot.saying.submissions import figure_lines, roll_up_lines, standing_line
from prompts import say
from tools.engine.calendar import Calendar
from tools.submissions import PROJECTION, Draft, Sheet

CALLBACK = "forecast"
COMMIT, BEST_CASE, COMMENT = "commit", "best_case", "comment"
_LONGEST = 1_000  # characters of a reason


def forecast_modal(
    sheet: Sheet, calendar: Calendar, locale: str, draft: Draft | None = None
) -> dict[str, Any]:
    """The fields first, as there is little room on a phone; then what the bot has beside them.
    What a `draft` says already stands in the fields."""
    said = _typed(draft, locale) if draft else {}
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": json.dumps({"period": sheet.period.token}),
        "title": _plain("title", locale),
        "submit": _plain("submit", locale),
        "close": _plain("close", locale),
        "blocks": [
            section(_shown(standing_line(sheet, locale))),
            _amount(COMMIT, locale, said.get(COMMIT)),
            _amount(BEST_CASE, locale, said.get(BEST_CASE), optional=True),
            _reason(locale, said.get(COMMENT)),
            section(_shown("\n".join(figure_lines(sheet, calendar, locale)))),
            *_coming(sheet, locale),
            *_below(sheet, locale),
        ],
    }


def _shown(text: str) -> str:
    return cut(escaped(text), SECTION) or "–"


def _coming(sheet: Sheet, locale: str) -> list[Block]:
    if any(figure.kpi == PROJECTION for figure in sheet.figures):
        return []
    return [context(say(locale, "say.submission.modal.projecting"))]


def _below(sheet: Sheet, locale: str) -> list[Block]:
    lines = list(roll_up_lines(sheet, locale))
    return [section(_shown("\n".join(lines)))] if lines else []


def _typed(draft: Draft, locale: str) -> dict[str, str | None]:
    """A draft as somebody would have typed it."""
    best = draft.best_case
    return {
        COMMIT: plain_amount(draft.commit, locale),
        BEST_CASE: None if best is None else plain_amount(best, locale),
        COMMENT: draft.comment,
    }


def _amount(name: str, locale: str, said: str | None, *, optional: bool = False) -> Block:
    return {
        "type": "input",
        "block_id": name,
        "optional": optional,
        "label": _plain(name, locale),
        "element": {
            "type": "plain_text_input",
            "action_id": name,
            "placeholder": _plain("amount_hint", locale),
            **({"initial_value": said} if said else {}),
        },
    }


def _reason(locale: str, said: str | None) -> Block:
    return {
        "type": "input",
        "block_id": COMMENT,
        "optional": True,
        "label": _plain("comment", locale),
        "element": {
            "type": "plain_text_input",
            "action_id": COMMENT,
            "multiline": True,
            "max_length": _LONGEST,
            **({"initial_value": said[:_LONGEST]} if said else {}),
        },
    }


def _plain(key: str, locale: str) -> dict[str, str]:
    return {"type": "plain_text", "text": say(locale, f"say.submission.modal.{key}")}
