"""The words of all languages together: a number slips through in neither of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale

import prompts
from bot.agent.gate.clean import folded

_FOLDER = Path(prompts.__file__).parent / "gate"
# Words of one language that say something else in the other.
_NOT_IN = {"en": {"cent", "cents", "sept", "mille"}, "fr": {"a", "an", "second"}}
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")


@dataclass(frozen=True)
class Vocabulary:
    """`own` are the words of the language that is spoken, `all` those of every language."""

    own: dict[str, Any]
    all: tuple[dict[str, Any], ...]
    months: dict[str, int]
    weekdays: dict[str, int]
    ordinary: frozenset[str]
    unlike: frozenset[str]

    def table(self, name: str) -> dict[str, Any]:
        """One table of all languages; the spoken one has the last word."""
        found: dict[str, Any] = {}
        for words in (*self.all, self.own):
            found |= words[name]
        return {word: value for word, value in found.items() if word not in self.unlike}

    def words(self, name: str) -> list[str]:
        """One list of all languages."""
        return [word for words in self.all for word in words[name] if word not in self.unlike]

    def any_of(self, name: str) -> "re.Pattern[str]":
        """The patterns of all languages under one name."""
        return compiled("|".join(words[name] for words in self.all))

    def turned(self, name: str) -> dict[str, str]:
        """A table of lists the other way round: the word leads to its heading."""
        found = {}
        for words in self.all:
            for heading, called in words[name].items():
                found.update(dict.fromkeys(called, heading))
        return found


@cache
def compiled(pattern: str) -> "re.Pattern[str]":
    """A pattern, once."""
    return re.compile(pattern)


def either(words: Iterable[str]) -> str:
    """A pattern for any of these words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


@cache
def vocabulary(locale: str) -> Vocabulary:
    """The words for prose in one language."""
    code = prompts.known(locale)
    spoken = {name: prompts.load(_FOLDER / f"{name}.yaml") for name in prompts.available()}
    months, weekdays = _calendar(code, spoken)
    return Vocabulary(
        own=spoken[code],
        all=tuple(spoken.values()),
        months=months,
        weekdays=weekdays,
        ordinary=_ordinary(spoken) | months.keys() | weekdays.keys(),
        unlike=frozenset(_NOT_IN.get(code, ())),
    )


def _calendar(code: str, spoken: Iterable[str]) -> tuple[dict[str, int], dict[str, int]]:
    months: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    for name in (*spoken, code):
        locale = Locale.parse(name)
        for width in ("wide", "abbreviated"):
            for number, called in locale.months["format"][width].items():
                months[folded(called).rstrip(".")] = number
            for number, called in locale.days["format"][width].items():
                weekdays[folded(called).rstrip(".")] = number
    months |= {"sept": 9} if code == "en" else {}
    return months, {day: number for day, number in weekdays.items() if len(day) > 3}


def _ordinary(spoken: Iterable[str]) -> frozenset[str]:
    """Words that may be written with a capital and name nobody: those that the bot says."""
    found: set[str] = set()
    for code in spoken:
        found.update(prompts.load(_FOLDER / f"{code}.yaml")["known"])
        said = prompts.language(code)
        for section in ("say", "reasons", "errors"):
            found.update(_words_in(said[section]))
    from tools.engine.registry import kpis  # noqa: PLC0415 (knows every figure)

    for kpi in kpis().values():
        for wording in kpi.words.values():
            found.update(_words_in([wording.label, wording.meaning, list(wording.names)]))
    return frozenset(found)


def _words_in(tree: object) -> Iterable[str]:
    if isinstance(tree, dict):
        for branch in tree.values():
            yield from _words_in(branch)
    elif isinstance(tree, list):
        for branch in tree:
            yield from _words_in(branch)
    elif isinstance(tree, str):
        yield from (folded(word) for word in _WORD.findall(tree))
