"""Checks of a language's vocabulary: what overlaps, what cannot be reached, what is missing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.reader.contract import contract
from bot.reader.lattice import Lattice
from bot.reader.templates import expand, size
from bot.reader.vocabulary import NOT_PHRASES, factored, valued, vocabulary
from prompts import available, language
from tools.engine.dimensions import NAMES
from tools.names import NameIndex
from tools.names.words import Token

# Concepts that only one language has a word of its own for.
OF_ONE_LANGUAGE = frozenset(
    {
        ("concept", "reached"),
        ("concept", "many"),
        ("concept", "have"),
        ("concept", "sign"),
        ("every", "half"),
    }
)
_MANY = 20  # phrases of one template that are looked at one by one
_UNDERSTOOD_ALONE = frozenset({"filler", "talk", "reply"})
# A weak pronoun in French, a person in English; half of "ne", and "and" in haste.
_TWO_TONGUED = frozenset({("me",), ("n",)})

Phrase = tuple[str, str, tuple[str, ...]]  # section (words carry their slot), value, words


@dataclass(frozen=True)
class Findings:
    """What is wrong with one language; every finding names the phrase or the value."""

    phrases: int
    overlaps: tuple[str, ...]
    unreachable: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def score(self) -> float:
        """The share of phrases and values that are as they should be, 0 to 1."""
        faults = len(self.overlaps) + len(self.unreachable) + len(self.missing)
        return 1 - faults / (self.phrases + len(self.missing))


def validated(code: str, figures: Iterable[str]) -> Findings:
    """All checks of one language, for the figures of the glossary."""
    return Findings(
        phrases=sum(1 for _ in plain(code)),
        overlaps=tuple(overlaps(code)),
        unreachable=tuple(unreachable(code)),
        missing=tuple(missing(code, figures)),
    )


def leaves(code: str) -> Iterator[tuple[str, str, str]]:
    """Section (words carry their slot), value and template of everything in a language."""
    for kind, values in language(code)["read"].items():
        if kind in NOT_PHRASES:
            continue
        groups = values.items() if kind == "words" else [(kind, values)]
        for group, by_value in groups:
            section = f"words.{group}" if kind == "words" else group
            for value, templates in by_value.items():
                for template in templates:
                    yield section, valued(value), template


def plain(code: str) -> Iterator[Phrase]:
    """Every phrase without slots; of templates that allow very many, what the tree keeps."""
    for section, value, template in leaves(code):
        said = template.lstrip("!~")
        for parts in expand(factored(said) if size(said) > _MANY else said):
            if all(isinstance(part, str) for part in parts):
                yield section, value, tuple(str(part) for part in parts)


def overlaps(code: str) -> Iterator[str]:
    """Phrases that name two figures, in any language, and filler that means something."""
    figures: dict[tuple[str, ...], set[str]] = defaultdict(set)
    meant: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for any_code in available():
        for section, value, words in plain(any_code):
            if section == "kpis":
                figures[words].add(value)
            if not section.startswith("words.") and section not in _UNDERSTOOD_ALONE:
                meant[words].add(f"{section}.{value}")
    for section, value, words in plain(code):
        if section == "kpis" and len(figures[words]) > 1:
            yield f"{' '.join(words)}: {', '.join(sorted(figures[words]))}"
        is_filler = section == "filler" and value != "opener" and words not in _TWO_TONGUED
        if is_filler and words in meant:
            yield f"{' '.join(words)}: filler, {', '.join(sorted(meant[words]))}"


def unreachable(code: str) -> Iterator[str]:
    """Phrases whose best reading, alone, is not what they stand for."""
    words, names = vocabulary(), NameIndex()
    for section, value, phrase in plain(code):
        if section.startswith("words.") or section in {"base", "range", "filler"}:
            continue
        lattice = Lattice([_token(word) for word in phrase], words, names)
        if (section, value) not in {(atom.kind, atom.value) for atom in lattice.across()}:
            yield f"{section}.{value}: {' '.join(phrase)}"


def missing(code: str, figures: Iterable[str]) -> Iterator[str]:
    """Figures and dimensions without a word, and what another language has words for."""
    read = language(code)["read"]
    for figure in sorted({*figures, *contract().figures} - set(read["kpis"])):
        yield f"kpis.{figure}"
    spoken = set(read["dim_one"]) | set(read["words"]["grain"]) | {"amount"}
    yield from (f"dim_one.{dimension}" for dimension in NAMES if dimension not in spoken)
    elsewhere = set().union(*(_values(language(other)["read"]) for other in available()))
    for kind, value in sorted(elsewhere - _values(read) - OF_ONE_LANGUAGE):
        yield f"{kind}.{value}"


def _values(read: Mapping[str, Any]) -> set[tuple[str, str]]:
    """What a language has words for, whatever its grammar."""
    grammar = NOT_PHRASES - {"alike"} | {"base", "range", "words", "filler"}
    return {
        (kind, str(value).split()[0])
        for kind in read
        if kind not in grammar
        for value in read[kind]
    }


def _token(text: str) -> Token:
    number = float(text) if text.isdecimal() else None
    return Token(text, text, "number" if number is not None else "word", number)
