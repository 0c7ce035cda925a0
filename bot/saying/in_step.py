"""Two trends beside each other in words: what both call the same ("Oct", "Q4") without its year,
else one after the other ("Oct / Jul", « S41 / S28 »)."""

from bot.saying.periods import short_label
from tools.engine.in_step import InStep

_YEAR = 366  # days: in a longer period a month is there twice, and has its year


def step_label(steps: InStep, place: int, locale: str) -> str:
    """What stands at one place of both periods, in short."""
    labels = [steps.label(place, period) for period in (steps.here, steps.there)]
    there = [label for label in labels if label]
    alike = len({_short(steps, label, locale, dated=False) for label in there}) == 1
    told = there[:1] if alike else there  # the years are told beside the lines
    return " / ".join(_short(steps, label, locale) for label in told)


def step_beside(steps: InStep, label: str, locale: str) -> str | None:
    """What a row is compared with, in short; None where the row itself is called the same."""
    other = steps.counterpart(label)
    if other is None:
        return None
    alike, own = (_short(steps, one, locale, dated=False) for one in (other, label))
    return None if alike == own else _short(steps, other, locale)


def _short(steps: InStep, label: str, locale: str, *, dated: bool | None = None) -> str:
    if dated is None:
        dated = max((span[1] - span[0]).days for span in (steps.here, steps.there)) > _YEAR
    return short_label(label, steps.by, steps.calendar, locale, dated=dated)
