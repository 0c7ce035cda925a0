"""What stands around a question only as its context: "board deck: …", "People keep asking me."

A stretch between signs, before "but" or after "because" is left out where each of its words is one
of those that say who wants to know, when, where and what for (`aside` under `words:` in the
language files), and some of them say so by themselves (`aside_core`; `aside_heading` before a
colon). No figure, name, period, amount or condition is among these
words, so that what remains is asked as if it had been asked alone.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.reader.phrases import Phrases
from tools.names import NameIndex
from tools.names.index import LONGEST
from tools.names.words import Token, key, tokens

# Signs that end a stretch, and signs that begin the next.
_SIGNS = re.compile(r"(?<=[.!?…:])\s+|\n+|(?=[,;]\s)|(?=\s[-–—]\s)|(?=\()|(?<=\))")
_HEADING = re.compile(r":\s*$")
_LISTS = ("aside_core", "aside_heading", "aside")
_CODE = 2  # letters: "be" is no Belgium here
_LONGEST_ASIDE = 30  # words: beyond that somebody tells more than what they ask for
_ANY_NUMBER = "0"  # stands for every number: "at 2", "in 10 min"


@dataclass(frozen=True)
class Stretch:
    """A part of a question, and whether it is context only."""

    said: list[Token]
    aside: bool = False


@dataclass(frozen=True)
class Asides:
    """Tells the question from its context."""

    phrases: Phrases
    names: NameIndex

    def stretches(self, question: str) -> list[Stretch]:
        """The question in parts; one part, no aside, where all of it is context or none is."""
        cut = [(said, text) for text in _SIGNS.split(question) for said in self._cut(tokens(text))]
        if len(cut) == 1:
            return [Stretch(tokens(question))]
        parts = [
            Stretch(said, self._is_aside(said, heading=bool(_HEADING.search(text))))
            for said, text in cut
        ]
        asked = [part for part in parts if not part.aside and _telling(part.said)]
        if len(asked) == len(parts) or not asked:
            return [Stretch(tokens(question))]
        return [
            self._led_by(before, part) for before, part in zip([None, *parts], parts, strict=False)
        ]

    def _cut(self, said: list[Token]) -> list[list[Token]]:
        """Cut before each "but", "because" and the like."""
        places = [0, *(one.start for one in self.phrases.all("aside_cut", said)), len(said)]
        return [said[a:b] for a, b in itertools.pairwise(places) if a < b]

    def _is_aside(self, said: Sequence[Token], *, heading: bool) -> bool:
        if len(said) > _LONGEST_ASIDE:
            return False
        rest = [_numberless(token) for token in said if token.kind != "symbol"]
        cut = self.phrases.at("aside_cut", rest, 0)
        rest = rest[cut.end :] if cut else rest
        if self._names_something(rest):
            return False
        telling = {"aside_core", "aside_heading"} if heading else {"aside_core"}
        place, told = 0, False
        while place < len(rest):
            found = [(self.phrases.at(kind, rest, place), kind) for kind in _LISTS]
            ends = [(one.end, kind in telling) for one, kind in found if one]
            if not ends:
                return False
            place, core = max(ends)
            told = told or core
        return told

    def _names_something(self, said: Sequence[Token]) -> bool:
        """A stage may be called "Review", a salesperson "Will"."""
        words = [key(token.raw) for token in said]
        spans = (words[a:b] for a in range(len(words)) for b in range(a + 1, a + LONGEST + 1))
        called = (" ".join(span) for span in spans)
        found = (name for said in called if len(said) > _CODE for name in self.names.find(said))
        return any(not name.partial for name in found)

    def _led_by(self, before: Stretch | None, part: Stretch) -> Stretch:
        """Without the comma or "but" that hung it on an aside."""
        if before is None or not before.aside or part.aside:
            return part
        said = list(part.said)
        while said and said[0].kind == "symbol":
            said = said[1:]
        cut = self.phrases.at("aside_cut", said, 0)
        return replace(part, said=said[cut.end :] if cut and cut.value == "but" else said)


def _telling(said: Sequence[Token]) -> bool:
    return any(token.kind != "symbol" for token in said)


def _numberless(token: Token) -> Token:
    plain = token.kind == "number" and token.unit is None and token.currency is None
    return Token(token.raw, _ANY_NUMBER, "number") if plain else token
