"""A forecast that waits to be submitted: what it says, and the buttons that keep or change it."""

import json
from decimal import Decimal
from typing import Any

from bot.blocks.forecast import beside
from bot.blocks.parts import actions, button, section
from bot.blocks.text import FALLBACK, SECTION, cut, escaped, portions
from bot.posting import Message
from bot.saying.submissions import kept_text
from bot.submitting.preview import Preview
from prompts import say
from tools.engine.calendar import Calendar
from tools.submissions import FIGURES, PROJECTION, Draft, Made, Sheet, doubts

KEEP, CHANGE = "submission_keep", "submission_change"


def submission_message(preview: Preview, locale: str) -> Message:
    """The preview; where a reason is missing, the form for it comes first."""
    text = preview.text(locale)
    lead, *_ = text.split("\n")
    lines = preview.remarks(locale)
    value = as_value(preview.sheet.period.token, preview.draft)
    why = preview.needs_reason
    keep = button(KEEP, _label("keep", locale), value=value, style=None if why else "primary")
    change = button(
        CHANGE,
        _label("reason" if why else "change", locale),
        value=value,
        style="primary" if why else None,
    )
    buttons = actions(change, keep) if why else actions(keep, change)
    blocks = [
        section(cut(f"*{escaped(lead)}*", SECTION)),
        *(section(piece) for piece in portions(escaped("\n".join(lines)))),
        *beside(preview.sheet, (*FIGURES, PROJECTION), preview.calendar, locale),
        buttons,
    ]
    return Message(cut(escaped(text), FALLBACK), blocks)


def kept_message(
    sheet: Sheet, made: Made, draft: Draft, calendar: Calendar, locale: str
) -> Message:
    """That it was kept; where it goes against the bot and gives no reason, a button to give it."""
    found = doubts(sheet, draft)
    text = kept_text(sheet, made, found, calendar, locale)
    blocks = [section(piece) for piece in portions(escaped(text))]
    if "no_reason" in found:
        value = as_value(sheet.period.token, draft)
        blocks.append(actions(button(CHANGE, _label("reason", locale), value=value)))
    return Message(cut(escaped(text), FALLBACK), blocks)


def as_value(period: str, draft: Draft) -> str:
    """A draft in the value of a button."""
    said: dict[str, Any] = {"period": period, "commit": str(draft.commit)}
    if draft.best_case is not None:
        said["best_case"] = str(draft.best_case)
    if draft.comment:
        said["comment"] = cut(draft.comment, 1_000)
    return json.dumps(said, ensure_ascii=False)


def from_value(value: str) -> tuple[str, Draft]:
    """The period, and the draft."""
    said = json.loads(value)
    best = said.get("best_case")
    draft = Draft(Decimal(said["commit"]), Decimal(best) if best else None, said.get("comment"))
    return str(said["period"]), draft


def _label(name: str, locale: str) -> str:
    return say(locale, f"say.submission.spoken.{name}")
