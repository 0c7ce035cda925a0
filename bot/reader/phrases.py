"""Stretches of a question found in one list of phrases, without a reading of the whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.reader.templates import SlotReader, find
from bot.reader.vocabulary import Vocabulary
from tools.names.words import Token


@dataclass(frozen=True)
class Found:
    """Where a phrase stands, and what it stands for."""

    start: int
    end: int
    value: str


@dataclass(frozen=True)
class Phrases:
    """The lists under `words:` in the language files."""

    words: Vocabulary

    def at(self, kind: str, said: Sequence[Token], start: int) -> Found | None:
        """The longest phrase of a list that begins here."""
        tree = self.words.slots.get(kind)
        if tree is None or start >= len(said):
            return None
        if said[start].text not in tree.words and not tree.slots:
            return None  # as mostly
        texts = [token.text for token in said]

        def shut(place: int) -> frozenset[str]:
            return self.words.shut(texts[place])

        found = find(tree, texts, start, self._slot(said), shut)
        ends = {end: rule.value for end, rule, _ in found}
        return Found(start, max(ends), ends[max(ends)]) if ends else None

    def _slot(self, said: Sequence[Token]) -> SlotReader:
        """Slots within a phrase are words of other lists."""

        def read(kind: str, place: int) -> list[tuple[int, object]]:
            found = self.at(kind, said, place)
            return [(found.end, found.value)] if found else []

        return read

    def first(self, kind: str, said: Sequence[Token]) -> Found | None:
        """The first phrase of a list, the longest that begins there."""
        return next(self.all(kind, said), None)

    def all(self, kind: str, said: Sequence[Token]) -> Iterator[Found]:
        """Every phrase of a list, from left to right, none over another."""
        place = 0
        while place < len(said):
            found = self.at(kind, said, place)
            if found:
                yield found
            place = found.end if found else place + 1

    def without(self, kind: str, said: Sequence[Token]) -> list[Token]:
        """The words that no phrase of the list takes."""
        taken = {place for one in self.all(kind, said) for place in range(one.start, one.end)}
        return [token for place, token in enumerate(said) if place not in taken]

    def only(self, kind: str, said: Sequence[Token]) -> bool:
        """Whether there is nothing but phrases of the list, and signs."""
        return all(token.kind == "symbol" for token in self.without(kind, said))

    def stripped(self, kind: str, said: Sequence[Token]) -> list[Token]:
        """Without phrases of the list, and signs, at the beginning and at the end."""
        kept = list(said)
        while kept and (kept[0].kind == "symbol" or self.at(kind, kept, 0)):
            found = self.at(kind, kept, 0)
            kept = kept[found.end if found else 1 :]
        while kept:
            last = len(kept) - 1
            if kept[last].kind != "symbol" and not self.at(kind, kept, last):
                break
            kept.pop()
        return kept
