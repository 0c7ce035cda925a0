"""Changes that people make in words: what is done, what was taken back, whom it reached."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.saying.numbers import day
from prompts import say
from tools.changes.change import Prepared


def done_text(change: Prepared, locale: str) -> str:
    """What was done."""
    return say(locale, f"say.changes.{change.kind}.done", deal=change.name, **_told(change, locale))


def undone_text(change: Prepared, locale: str) -> str:
    """What was taken back."""
    key = f"say.changes.{change.kind}.undone"
    return say(locale, key, deal=change.name, **_told(change, locale))


def _told(change: Prepared, locale: str) -> Mapping[str, Any]:
    """The values after, or before where nothing is after; days as people write them."""
    values = {name: change.before.get(name) if v is None else v for name, v in change.after.items()}
    return {name: _shown(told, locale) for name, told in values.items()}


def _shown(told: object, locale: str) -> object:
    try:
        return day(date.fromisoformat(str(told)), locale)
    except ValueError:
        return told
