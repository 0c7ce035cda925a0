"""Two trends beside each other in words: what both call the same ("Oct", "Q4") without its year,
else one after the other ("Oct / Jul", « S41 / S28 »)."""

from bot.saying.periods import short_label
from tools.engine.in_step import InStep

_YEAR = 366  # days: in a longer period a month is there twice, and has its year


def step_label(steps: InStep, place: int, locale: str) -> str:
    """What stands at one place of both periods, in short."""
    labels = [steps.label(place, period) for period in (steps.here, steps.there)]
    return " / ".join(dict.fromkeys(_short(steps, label, locale) for label in labels if label))


def step_beside(steps: InStep, label: str, locale: str) -> str | None:
    """What a row is compared with, in short; None where the row itself is called the same."""
    other = steps.counterpart(label)
    if other is None:
        return None
    named = _short(steps, other, locale)
    return None if named == _short(steps, label, locale) else named


def _short(steps: InStep, label: str, locale: str) -> str:
    dated = max((span[1] - span[0]).days for span in (steps.here, steps.there)) > _YEAR
    return short_label(label, steps.by, steps.calendar, locale, dated=dated)
