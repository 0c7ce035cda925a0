"""Two trends beside each other in words: what both call the same ("Oct", "Q4") without its year,
else one after the other ("Oct / Jul", « S41 / S28 »)."""

from datetime import date

from babel.dates import format_date

from bot.saying.numbers import babel_locale
from prompts import say
from tools.engine.in_step import InStep
from tools.engine.period import parse_period

_YEAR = 366  # days: in a longer period a month is there twice, and has its year
_DATES = {"month": "MMM", "day": "d MMM"}


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
    begins = (parse_period(label, date.min, steps.calendar).span or steps.here)[0]
    long = max((span[1] - span[0]).days for span in (steps.here, steps.there)) > _YEAR
    pattern = _DATES.get(steps.by)
    if pattern:
        return str(format_date(begins, pattern + " y" * long, babel_locale(locale)))
    year, _, number = label.partition("-")
    if not number:
        return year
    short = say(locale, f"say.grain_alone.{steps.by}", number=int(number[1:]))
    return f"{short} {year}" if long else short
