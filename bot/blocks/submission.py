"""A forecast that waits to be submitted: what it says, and the buttons that keep or change it."""

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from bot.blocks.parts import actions, button, fields, section
from bot.blocks.text import FALLBACK, SECTION, cut, escaped, portions
from bot.posting import Block, Message
from bot.submitting.preview import Preview
from prompts import say
from tools.engine.registry import kpis
from tools.engine.wording import wording
from tools.submissions import Draft

KEEP, CHANGE = "submission_keep", "submission_change"


def submission_message(preview: Preview, locale: str) -> Message:
    """The preview; where a reason is missing, the form for it comes first."""
    text = preview.text(locale)
    value = as_value(preview.sheet.period.token, preview.draft)
    why = preview.needs_reason
    keep = button(KEEP, _label("keep", locale), value=value, style=None if why else "primary")
    change = button(
        CHANGE,
        _label("reason" if why else "change", locale),
        value=value,
        style="primary" if why else None,
    )
    lead, *lines = text.split("\n")
    buttons = actions(change, keep) if why else actions(keep, change)
    blocks = [section(cut(f"*{escaped(lead)}*", SECTION)), *_lines(lines, preview, locale), buttons]
    return Message(cut(escaped(text), FALLBACK), blocks)


def _lines(lines: Sequence[str], preview: Preview, locale: str) -> Iterator[Block]:
    """The bot's figures in two columns, the rest as it is said."""
    labels = [wording(kpis()[one.kpi], locale).label for one in preview.sheet.figures]
    leads = tuple(f"{label}{say(locale, 'say.colon')}" for label in labels)
    valued = [line for line in lines if line.startswith(leads)]
    if valued:
        pairs = (line.partition(say(locale, "say.colon")) for line in valued)
        yield fields([f"*{escaped(label)}*\n{escaped(told)}" for label, _, told in pairs])
    rest = "\n".join(line for line in lines if line not in valued)
    yield from (section(piece) for piece in portions(escaped(rest)))


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
