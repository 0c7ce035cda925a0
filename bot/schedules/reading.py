"""What somebody wants on a schedule, read from their words: whole, or not at all."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.schedules.days import Days
from bot.schedules.words import Words, vocabularies
from storage.errors import PiloteError
from tools.fold import fold

_CHANNEL = re.compile(r"<#(?P<id>[A-Z0-9]+)(?:\|(?P<label>[^>]*))?>|(?<!\w)#(?P<name>[^\s<>,;]+)")
_EMAIL = re.compile(r"(?:<mailto:)?(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)(?:\|[^>]*>)?")
_CLOCK = re.compile(
    r"(?<![\d:])(?P<hour>\d{1,2})(?:\s?[:.]\s?(?P<minute>\d{2})|\s?h\s?(?P<after_h>\d{2})?)?"
    r"\s?(?P<half>am|pm)?(?![\w:])"
)
Meaning = TypeVar("Meaning")
_AT = re.compile(r"(?:^|\s)(?:at|a)\s$")


@dataclass(frozen=True)
class Wish:
    """A ritual, its days (an RRULE) and hour, the channel by id or name, and who is named (an
    email): for a one-to-one with whom, else to whom it goes. Neither: to the one who sets it."""

    ritual: str
    days: str
    at: str
    channel_id: str | None
    channel_name: str | None
    person: str | None


def read_wish(text: str, locale: str, fiscal_start: int, people: Mapping[str, str]) -> Wish:
    """The wish in these words, in the reader's language or another; `people` are emails by name.

    Raises PiloteError: `schedule_unread` with the words nobody understood, `schedule_ritual`,
    `schedule_days` and `schedule_hour` where one is missing or said twice.
    """
    known = vocabularies()
    order = sorted(known, key=lambda language: language != locale)
    sheets = [_Sheet(text, known[language], people) for language in order]
    best = min(sheets, key=lambda sheet: len(sheet.unread))
    if best.unread:
        raise PiloteError("schedule_unread", words=" ".join(best.unread))
    return best.wish(fiscal_start)


class _Sheet:
    """One reading: every phrase that is understood is taken out, what stays is unread."""

    def __init__(self, text: str, words: Words, people: Mapping[str, str]) -> None:
        self._words = words
        self._rest = text
        channel = self._take(_CHANNEL)
        self.channel_id = channel["id"] if channel else None
        self.channel_name = (channel["label"] or channel["name"]) if channel else None
        email = self._take(_EMAIL)
        self._rest = f" {fold(self._rest.replace('’', chr(39)))} "
        self._rest = re.sub(r"[,;!?«»\"]|\.(?=\s)", " ", self._rest)
        self.rituals = self._phrases(words.rituals)
        self.person = email["email"].lower() if email else self._person(people)
        self._phrases({"me": words.me})
        self.hours = self._phrases(words.hours) or self._clock()
        self.days = Days(
            weekdays=self._phrases(words.weekdays),
            last_day=bool(self._phrases({"last": words.last_day})),
            places=self._phrases(words.places),
            units=self._phrases(words.units),
            numbers=self._numbers(),
        )
        self._phrases({"filler": [*words.filler, *words.whom]})
        self.unread = self._rest.split()

    def wish(self, fiscal_start: int) -> Wish:
        """What it says, once all of it is read."""
        if len(self.rituals) != 1:
            raise PiloteError("schedule_ritual")
        if len(self.hours) != 1:
            raise PiloteError("schedule_hour")
        days = self.days.rule(self.rituals[0], fiscal_start)
        return Wish(
            *(self.rituals[0], days, self.hours[0]),
            *(self.channel_id, self.channel_name, self.person),
        )

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.search(self._rest)
        if found:
            self._rest = f"{self._rest[: found.start()]} {self._rest[found.end() :]}"
        return found

    def _phrases(self, phrases: Mapping[Meaning, Sequence[str]]) -> list[Meaning]:
        """The meanings found, each once; longer phrases are looked for first."""
        every = [(phrase, meaning) for meaning, some in phrases.items() for phrase in some]
        found: list[Meaning] = []
        for phrase, meaning in sorted(every, key=lambda one: -len(one[0])):
            # « l'équipe », « d'activité »: an elided word stands before no blank.
            after = "" if phrase.endswith("'") else r"(?![\w:])"
            pattern = re.compile(rf"(?<![\w:]){re.escape(phrase)}{after}")
            self._rest, times = pattern.subn(" ", self._rest)
            if times and meaning not in found:
                found.append(meaning)
        self._rest = f" {' '.join(self._rest.split())} "
        return found

    def _person(self, people: Mapping[str, str]) -> str | None:
        """Somebody by their whole name, or by a first name that only one person has."""
        called: dict[str, list[str]] = {}
        for name, email in people.items():
            called.setdefault(email, []).append(fold(name))
        firsts = [fold(name).split()[0] for name in people if name.split()]
        for name, email in people.items():
            first = fold(name).split()[0] if name.split() else ""
            if firsts.count(first) == 1:
                called[email].append(first)
        named = self._phrases(called)
        if len(named) > 1:
            raise PiloteError("schedule_people")
        return named[0] if named else None

    def _clock(self) -> list[str]:
        """Hours: « 9:00 », « 9 h 30 », "9am", and a bare number after "at"."""
        for found in _CLOCK.finditer(self._rest):
            minute = found["minute"] or found["after_h"]
            bare = not (minute or found["half"] or "h" in found[0])
            if bare and not _AT.search(self._rest[: found.start()]):
                continue
            hour = int(found["hour"]) % 12 if found["half"] else int(found["hour"])
            hour += 12 if found["half"] == "pm" else 0
            if hour > 23 or int(minute or 0) > 59:
                raise PiloteError("schedule_hour")
            self._rest = f"{self._rest[: found.start()]} {self._rest[found.end() :]}"
            return [f"{hour:02d}:{int(minute or 0):02d}", *self._clock()]
        return []

    def _numbers(self) -> list[int]:
        """Days of the month: « le 5 », "the 1st"."""
        endings = "|".join(self._words.ordinal_endings)
        pattern = re.compile(rf"(?<!\w)(\d{{1,2}})(?:{endings})?(?!\w)")
        found = [int(number) for number in pattern.findall(self._rest)]
        self._rest = pattern.sub(" ", self._rest)
        return found
