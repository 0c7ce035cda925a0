"""By when: "in three days", "tomorrow morning", « d'ici la fin du mois », « mardi en huit ».

Everyday ways to name a day ahead, as data in `prompts/due`. Dates and holidays are the reader's.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import prompts
from bot.reader.when import months_on
from prompts import available
from tools.engine.calendar import Calendar
from tools.engine.period import parse_period

_FRIDAY, _MID = 4, 15
_FURTHEST = 400  # of a number: a larger one is no way to name a day
Pattern = tuple[str, re.Pattern[str]]


@dataclass(frozen=True)
class Due:
    """What day words mean, today being `today`, the quarters those of the company."""

    today: date
    calendar: Calendar

    def day(self, words: str) -> date | None:
        """The day that these words (folded, hyphens as blanks) are, and nothing else."""
        for language in available():
            known = _known(language)
            for name, pattern in known.patterns:
                match = pattern.fullmatch(words)
                if match is not None:
                    return _MEANINGS[name](self, known.slots(match))
        return None

    def ends(self, period: str) -> date:
        """The last day of a period."""
        ends_on = parse_period(period, self.today, self.calendar).ends_on
        return ends_on if ends_on is not None else self.today

    def friday(self, weeks: int) -> date:
        """Friday of this week or one to come; at the weekend this week is over."""
        ahead = _FRIDAY - self.today.weekday()
        return self.today + timedelta(days=ahead + 7 * (weeks + (ahead < 0 and not weeks)))

    def weekday(self, place: int) -> date:
        """The next day of this name: today is called today."""
        return self.today + timedelta(days=(place - self.today.weekday() - 1) % 7 + 1)

    def monday(self) -> date:
        """Monday of next week."""
        return self.today + timedelta(days=7 - self.today.weekday())

    def month(self, number: int) -> date:
        """The first day of the next month of this number that is not over."""
        first = self.today.replace(day=1)
        return months_on(first, (number - self.today.month) % 12)

    def of_month(self, day: int) -> date | None:
        """The next such day of a month that has it."""
        first = self.today.replace(day=1)
        for ahead in range(3):
            month = months_on(first, ahead)
            if 1 <= day <= (months_on(month, 1) - month).days:
                found = month.replace(day=day)
                if found >= self.today:
                    return found
        return None


def without_time(words: str) -> str | None:
    """The words without the time of day that they end with; None where they end with none."""
    for language in available():
        match = _known(language).timed.fullmatch(words)
        if match is not None:
            return match["day"]
    return None


def leads_on(word: str) -> bool:
    """Whether what follows this word belongs to it: an article has a noun, no day, after it."""
    return any(word in _known(language).no_day_after for language in available())


Slots = Mapping[str, int]
_MEANINGS: Mapping[str, Callable[[Due, Slots], date | None]] = {
    "today": lambda due, _: due.today,
    "ahead": lambda due, said: due.today + timedelta(days=said.get("n", 1) * said["unit"]),
    "months_ahead": lambda due, said: months_on(due.today, said["n"]),
    "week": lambda due, _: due.friday(0),
    "next_week": lambda due, _: due.friday(1),
    "early_next_week": lambda due, _: due.monday(),
    "month": lambda due, _: due.ends("this_month"),
    "next_month": lambda due, _: due.ends("next_month"),
    "quarter": lambda due, _: due.ends("this_quarter"),
    "next_quarter": lambda due, _: due.ends("next_quarter"),
    "year": lambda due, _: due.ends("this_year"),
    "weekday": lambda due, said: due.weekday(said["weekday"]),
    "weekday_after": lambda due, said: due.weekday(said["weekday"]) + timedelta(days=7),
    "weekday_next_week": lambda due, said: due.monday() + timedelta(days=said["weekday"]),
    "month_named": lambda due, said: months_on(due.month(said["month"]), 1) - timedelta(days=1),
    "mid_month": lambda due, said: due.month(said["month"]).replace(day=_MID),
    "of_month": lambda due, said: due.of_month(said["n"]),
}


@dataclass(frozen=True)
class _Known:
    """One language's ways."""

    numbers: Mapping[str, int]
    units: Mapping[str, int]
    weekdays: list[str]
    months: list[str]
    patterns: list[Pattern]
    timed: re.Pattern[str]
    no_day_after: frozenset[str]

    def slots(self, match: re.Match[str]) -> Slots:
        """What filled the slots: numbers, days of a unit, places of a weekday and a month."""
        said, found = {k: v for k, v in match.groupdict().items() if v is not None}, {}
        if "n" in said:
            number = self.numbers.get(said["n"], 0) or int(said["n"])
            found["n"] = min(number, _FURTHEST)
        if "unit" in said:
            found["unit"] = self.units[said["unit"]]
        if "weekday" in said:
            found["weekday"] = self.weekdays.index(said["weekday"])
        if "month" in said:
            found["month"] = self.months.index(said["month"]) + 1
        return found


@cache
def _known(language: str) -> _Known:
    told = prompts.load(Path(prompts.__file__).parent / "due" / f"{language}.yaml")
    return _Known(
        told["numbers"],
        told["units"],
        told["weekdays"],
        told["names"],
        list(_patterns(told)),
        re.compile(rf"(?P<day>.+?) (?:{told['time']})"),
        frozenset(told["no_day_after"]),
    )


def _patterns(told: Mapping[str, Any]) -> Iterator[Pattern]:
    slots = {
        "{n}": rf"(?P<n>{'|'.join(told['numbers'])}|[0-9]{{1,3}})",
        "{unit}": rf"(?P<unit>{'|'.join(told['units'])})",
        "{months}": rf"(?:{'|'.join(told['months'])})",
        "{weekday}": rf"(?P<weekday>{'|'.join(told['weekdays'])})",
        "{month}": rf"(?P<month>{'|'.join(told['names'])})",
    }
    for name, patterns in told["days"].items():
        for pattern in patterns:
            for slot, known in slots.items():
                pattern = pattern.replace(slot, known)  # noqa: PLW2901 (slot by slot)
            yield name, re.compile(pattern)
