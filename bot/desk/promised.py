"""An action said in words: "remind me to call Per by Friday", « action pour NOM : … d'ici jeudi ».

What begins like one and names something to be done is one; who is to do it, by when and on which
deal are taken out where they are told, and shown before anything is made.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from sqlalchemy import select

import prompts
from bot.desk.due import Due, leads_on, without_time
from bot.pilote import Pilote
from bot.reader import Reader
from prompts import available
from storage.errors import PiloteError
from storage.tables import people
from tools.changes.action import LONGEST
from tools.engine.compute import Desk
from tools.engine.deal_named import named
from tools.engine.people import Person
from tools.engine.period import parse_period
from tools.engine.scope import scope_of
from tools.fold import fold

_LONGEST = 7  # words of a phrase, a name or a day
_FIGURE = "forecast"  # in every language; it looks ahead: a bare Friday is the next one
_ENDS = ",;:.!"
_FRIDAY = 4


@dataclass(frozen=True)
class Promised:
    """What was said: what is to be done, whose email, by when, on which deal (id and name)."""

    what: str
    owner: str
    owner_name: str
    due_on: date
    deal: tuple[str, str] | None


def soon(today: date) -> date:
    """By when, where nobody says so: this week's Friday; from Friday on, the next one."""
    return today + timedelta(days=(_FRIDAY - today.weekday() - 1) % 7 + 1)


def begins(text: str) -> bool:
    """Whether the words begin like an action, and are no question."""
    return bool(_begins(text.split(), "asks")) and not text.rstrip().endswith("?")


def promised(bot: Pilote, person: Person, text: str) -> Promised | None:
    """The action in these words; None where they are something else. Raises PiloteError
    `action_what` where they do not say what is to be done."""
    said = text.split()
    if not begins(text):
        return None
    length = _begins(said, "asks")
    with bot.sales.reading() as connection:
        at = bot.desk(connection)
        reading = _Reading(at, bot.reader(at), person)
        alone = _plain(said[:length]) in _vocabulary()["alone"] and ":" not in text
        return reading.of(said[length:], alone=alone)


class _Reading:
    def __init__(self, at: Desk, reader: Reader, person: Person) -> None:
        self._at = at
        self._reader = reader
        self._person = person

    def of(self, rest: Sequence[str], *, alone: bool) -> Promised | None:
        """`alone`: « action » by itself asks for one only where it is somebody's."""
        owner, rest = self._owner(rest)
        if alone and owner is None:
            return None
        due, rest = self._due(rest)
        what = " ".join(_without_first(rest)).strip(_ENDS + " ")
        if not what:
            raise PiloteError("action_what", most=LONGEST)
        email, name = owner or (self._person.email, self._person.name)
        return Promised(what, email, name, due or soon(self._at.today), self._deal(what.split()))

    def _owner(self, rest: Sequence[str]) -> tuple[tuple[str, str] | None, Sequence[str]]:
        """Who is named first, with « for » before or without."""
        start = _begins(rest, "for")
        p = people.c
        rows = self._at.connection.execute(
            select(p.email, p.name, p.active_to).order_by(p.email)
        ).all()
        here = [row for row in rows if row.active_to is None or row.active_to >= self._at.today]
        for length in range(_LONGEST, 0, -1):
            wanted = _plain(rest[start : start + length])
            found = [r for r in here if wanted in (_plain([r.name]), _plain(r.name.split()[:1]))]
            if len(rest) >= start + length and len(found) == 1:
                return (found[0].email, found[0].name), rest[start + length :]
        return None, rest

    def _due(self, rest: Sequence[str]) -> tuple[date | None, Sequence[str]]:
        """The day, said last or before what is to be done, and the words without it."""
        for read in (self._everyday, self._day):
            for length in range(min(_LONGEST, len(rest)), 0, -1):
                left = rest[:-length]
                day = None if left and leads_on(_plain(left[-1:])) else read(rest[-length:])
                if day is not None:
                    return day, left
        for length in range(1, min(_LONGEST, len(rest) - 1) + 1):
            before = rest[length - 1].endswith(":") or _begins(rest[length:], "to")
            day = None
            if before or _is_short(rest[length]):
                day = self._everyday(rest[:length]) or self._day(rest[:length])
            if day is not None:
                return day, rest[length:]
        return None, rest

    def _everyday(self, said: Sequence[str]) -> date | None:
        """The day that these words are, as people name one ahead, with or without an hour."""
        due = Due(self._at.today, self._at.company.calendar)
        words, after = _plain(said), _plain(said[_begins(said, "by") :])
        for one in (words, after):
            day = due.day(one)
            if day is not None:
                return day
        timeless = without_time(words)
        if timeless is None:
            return None
        return self._everyday(timeless.split()) or self._day(timeless.split())

    def _day(self, said: Sequence[str]) -> date | None:
        """The day that these words are, and nothing else; of a week its Friday."""
        words = " ".join(said[_begins(said, "by") :]).strip(_ENDS + " ")
        for language in available() if words else ():
            asker = replace(self._person, locale=language)
            reading = self._reader.read(f"{_FIGURE} {words}", asker=asker)
            calls = reading.calls if reading.status == "read" else ()
            arguments = dict(calls[0].arguments) if len(calls) == 1 else {}
            if arguments.keys() == {"kpi", "period"} and arguments["kpi"] == _FIGURE:
                return self._last(str(arguments["period"]))
        return None

    def _last(self, token: str) -> date | None:
        today = self._at.today
        span = parse_period(token, today, self._at.company.calendar)
        if span.starts_on is None or span.ends_on is None or span.ends_on < today:
            return None
        days = (span.ends_on - span.starts_on).days
        if days == _FRIDAY + 2 and span.starts_on.weekday() == 0:
            return span.starts_on + timedelta(days=_FRIDAY)
        # « by the 15th » begins today; what begins elsewhere and lasts is no day to be done by.
        return span.ends_on if days == 0 or span.starts_on <= today + timedelta(days=1) else None

    def _deal(self, what: Sequence[str]) -> tuple[str, str] | None:
        """The one open deal of the asker's that the end of the words names."""
        scope = scope_of(self._person, self._at.company.name)
        for place in range(len(what)):
            length = _begins(what[place:], "about")
            name = " ".join(what[place + length :]) if length else ""
            try:
                found = named(self._at.connection, scope, name) if name else ()
            except PiloteError:
                continue
            if len(found) == 1:
                return found[0].id, found[0].label
        return None


def _without_first(rest: Sequence[str]) -> Sequence[str]:
    """Without the « to » that leads to what is to be done."""
    length = _begins(rest, "to")
    rest = rest[length:]
    if rest and not length and fold(rest[0])[:2] in {"d'", "d’"}:
        return [rest[0][2:], *rest[1:]]
    return rest


def _is_short(word: str) -> bool:
    return fold(word)[:2] in {"d'", "d’"}


def _begins(said: Sequence[str], meaning: str) -> int:
    """How many words the longest phrase of this meaning takes that the words begin with."""
    known = _vocabulary()[meaning]
    lengths = range(min(_LONGEST, len(said)), 0, -1)
    return next((n for n in lengths if _plain(said[:n]) in known), 0)


def _plain(words: Sequence[str]) -> str:
    return " ".join(fold(" ".join(words)).replace("-", " ").replace("’", "'").split()).strip(_ENDS)


@cache
def _vocabulary() -> Mapping[str, frozenset[str]]:
    """The phrases of all languages by what they mean."""
    folder = Path(prompts.__file__).parent / "actions"
    found: dict[str, set[str]] = {}
    for path in sorted(folder.glob("*.yaml")):
        for meaning, phrases in _loaded(path):
            found.setdefault(meaning, set()).update(phrases)
    return {meaning: frozenset(phrases) for meaning, phrases in found.items()}


def _loaded(path: Path) -> Iterator[tuple[str, Sequence[str]]]:
    yield from prompts.load(path).items()
