"""The modal in which a forecast is submitted: the bot's figures beside the fields."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from bot.blocks.parts import context, fields, section
from bot.blocks.text import SECTION, cut, escaped, portions
from bot.posting import Block
from bot.saying.numbers import plain_amount, value
from bot.saying.periods import period_label
from bot.saying.projected import ends, projected
from bot.saying.submissions import called_lines, history_lines, standing_line
from prompts import say
from tools.engine.calendar import Calendar
from tools.engine.figure import Figure, span_of
from tools.engine.registry import kpis
from tools.engine.wording import wording
from tools.submissions import PROJECTION, Draft, Sheet

CALLBACK = "forecast"
COMMIT, BEST_CASE, COMMENT = "commit", "best_case", "comment"
OTHERS = ("quota", "bookings", "weighted_pipeline", PROJECTION)  # commit and best case have fields
_LONGEST = 1_000  # characters of a reason


def forecast_modal(
    sheet: Sheet, calendar: Calendar, locale: str, draft: Draft | None = None
) -> dict[str, Any]:
    """The fields first, each over the bot's own figure, as there is little room on a phone; then
    what else the bot has. What a `draft` says already stands in the fields."""
    said = _typed(draft, locale) if draft else {}
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": json.dumps({"period": sheet.period.token}),
        "title": _plain("title", locale),
        "submit": _plain("submit", locale),
        "close": _plain("close", locale),
        "blocks": [
            section(_heading(sheet, calendar, locale)),
            *(context(escaped(line)) for line in history_lines(sheet, locale)),
            _amount(COMMIT, sheet, locale, said.get(COMMIT)),
            _amount(BEST_CASE, sheet, locale, said.get(BEST_CASE), optional=True),
            _reason(locale, said.get(COMMENT)),
            *beside(sheet, OTHERS, calendar, locale),
            *_below(sheet, locale),
        ],
    }


def beside(sheet: Sheet, names: Sequence[str], calendar: Calendar, locale: str) -> Iterator[Block]:
    """These of the bot's figures in two columns; in small print what the projection is made of
    and how it has held so far."""
    found = [one for one in sheet.figures if one.kpi in names and one.value is not None]
    if found:
        yield fields(
            [f"*{escaped(label)}*\n{escaped(told)}" for label, told in _pairs(found, locale)]
        )
    projection = next((one for one in sheet.figures if one.kpi == PROJECTION), None)
    if projection is None:
        yield context(say(locale, "say.submission.modal.projecting"))
    else:
        lines = list(projected(projection, calendar, locale))
        has_field = COMMIT not in names and "low" in projection.facts  # with the range under it
        told = "\n".join(lines[1:] if has_field else lines)
        yield from [context(cut(escaped(told), SECTION))] if told else []


def _pairs(figures: Sequence[Figure], locale: str) -> Iterator[tuple[str, str]]:
    for one in figures:
        told = value(one.value, one.unit, one.currency, locale)
        yield wording(kpis()[one.kpi], locale).label, told


def _heading(sheet: Sheet, calendar: Calendar, locale: str) -> str:
    period = escaped(period_label(span_of(sheet.period), calendar, locale))
    return cut(f"*{period}* · {escaped(standing_line(sheet, locale))}", SECTION)


def _below(sheet: Sheet, locale: str) -> Iterator[Block]:
    """What those below have submitted, added up, then one by one."""
    lines = called_lines(replace(sheet, history=()), locale)
    if sheet.reports and lines:
        lead = say(locale, "say.submission.modal.below")
        told = "\n".join([f"*{escaped(lead)}*", *map(escaped, lines)])
        yield from map(section, portions(told))


def _typed(draft: Draft, locale: str) -> dict[str, str | None]:
    """A draft as somebody would have typed it."""
    best = draft.best_case
    return {
        COMMIT: plain_amount(draft.commit, locale),
        BEST_CASE: None if best is None else plain_amount(best, locale),
        COMMENT: draft.comment,
    }


def _amount(
    name: str, sheet: Sheet, locale: str, said: str | None, *, optional: bool = False
) -> Block:
    """A field with the bot's own figure under it, for the commit also its range."""
    return {
        "type": "input",
        "block_id": name,
        "optional": optional,
        "label": _plain(name, locale),
        "hint": {"type": "plain_text", "text": _hint(name, sheet, locale)},
        "element": {
            "type": "plain_text_input",
            "action_id": name,
            "placeholder": _plain("amount_hint", locale),
            **({"initial_value": said} if said else {}),
        },
    }


def _hint(name: str, sheet: Sheet, locale: str) -> str:
    figure = next((one for one in sheet.figures if one.kpi == name), None)
    own = value(sheet.value(name), "money", sheet.currency, locale)
    told = [say(locale, f"say.submission.modal.{name}_hint", amount=own)] if figure else []
    projection = next((one for one in sheet.figures if one.kpi == PROJECTION), None)
    if name == COMMIT and projection is not None and "low" in projection.facts:
        told.append(say(locale, "say.submission.modal.range", **ends(projection, locale)))
    return " · ".join(told)


def _reason(locale: str, said: str | None) -> Block:
    return {
        "type": "input",
        "block_id": COMMENT,
        "optional": True,
        "label": _plain("comment", locale),
        "hint": _plain("comment_hint", locale),
        "element": {
            "type": "plain_text_input",
            "action_id": COMMENT,
            "max_length": _LONGEST,
            **({"initial_value": said[:_LONGEST]} if said else {}),
        },
    }


def _plain(key: str, locale: str) -> dict[str, str]:
    return {"type": "plain_text", "text": say(locale, f"say.submission.modal.{key}")}
