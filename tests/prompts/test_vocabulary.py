"""The vocabulary holds together: no overlaps, nothing out of reach, all languages alike."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest

from bot.reader.clock import ACTIONS
from bot.reader.contract import contract
from bot.reader.lattice import Lattice
from bot.reader.templates import expand
from bot.reader.vocabulary import vocabulary
from prompts import available, language
from tools.engine.dimensions import NAMES
from tools.engine.registry import kpis
from tools.names import NameIndex
from tools.names.words import Token

_NOT_PHRASES = {"label", "countries", "ordinary"}
_LEXICAL = {"n", "year", "yy", "nth", "nthday", "money", "q", "h", "wk", "fy", "date", "token"}
_DERIVED = {"dim", "dims", "base", "day", "period"}
# Concepts that only one language has a word of its own for.
_OF_ONE_LANGUAGE = {("concept", "many"), ("concept", "sign"), ("every", "half"), ("words", "sign")}


def leaves(code: str) -> Iterator[tuple[str, str, str]]:
    """Section (words carry their slot), value and template of everything in a language."""
    for kind, values in language(code)["read"].items():
        if kind in _NOT_PHRASES:
            continue
        groups = values.items() if kind == "words" else [(kind, values)]
        for group, by_value in groups:
            section = f"words.{group}" if kind == "words" else group
            for value, templates in by_value.items():
                for template in templates:
                    yield section, str(value), template


def plain(code: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every phrase without slots: section, value, words."""
    for section, value, template in leaves(code):
        for parts in expand(template.lstrip("!~")):
            if all(isinstance(part, str) for part in parts):
                yield section, value, tuple(str(part) for part in parts)


@pytest.mark.parametrize("code", available())
def test_every_template_is_text(code: str) -> None:
    # YAML reads a bare `on` or `no` as true and false
    assert [leaf for leaf in leaves(code) if not isinstance(leaf[2], str)] == []


@pytest.mark.parametrize("code", available())
def test_no_sign_of_a_template_is_lost(code: str) -> None:
    lost = []
    for section, value, template in leaves(code):
        for chunk in template.lstrip("!~").split():
            bare = chunk.strip("[]()|{}")
            if bare and not any(c in bare for c in "[](){}|") and not expand(bare)[0]:
                lost.append((section, value, template))
    assert lost == []


@pytest.mark.parametrize("code", available())
def test_slots_are_known(code: str) -> None:
    known = _LEXICAL | _DERIVED | set(language(code)["read"]["words"])
    known |= {slot for other in available() for slot in language(other)["read"]["words"]}
    unknown = {
        part[1]
        for _, _, template in leaves(code)
        for parts in expand(template.lstrip("!~"))
        for part in parts
        if not isinstance(part, str)
    } - known
    assert unknown == set()


@pytest.mark.parametrize("code", available())
def test_times_have_an_action(code: str) -> None:
    read = language(code)["read"]
    said = {str(value).split()[0] for kind in ("base", "range") for value in read[kind]}
    assert said <= ACTIONS


def test_no_phrase_names_two_figures() -> None:
    named: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for code in available():
        for section, value, words in plain(code):
            if section == "kpis":
                named[words].add(value)
    assert {words: values for words, values in named.items() if len(values) > 1} == {}


@pytest.mark.parametrize("code", available())
def test_filler_means_nothing_else(code: str) -> None:
    filler = {w for s, v, w in plain(code) if s == "filler" and v != "opener"}
    other: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for any_code in available():
        for section, value, words in plain(any_code):
            if not section.startswith("words.") and section not in {"filler", "talk", "reply"}:
                other[words].add(f"{section}.{value}")
    # a weak pronoun in French, a person in English
    assert {words: other[words] for words in filler & other.keys()} in ({}, {("me",): {"mark.me"}})


def test_all_languages_have_the_same_values() -> None:
    values: dict[str, set[tuple[str, str]]] = {}
    for code in available():
        read = language(code)["read"]
        values[code] = {
            (kind, str(value).split()[0])
            for kind in read
            if kind not in _NOT_PHRASES | {"base", "range", "words"}
            for value in read[kind]
        }
        values[code] |= {("words", slot) for slot in read["words"]}
    first, *rest = (values[code] - _OF_ONE_LANGUAGE for code in available())
    for other in rest:
        assert _grammar_apart(first ^ other) == set()


def _grammar_apart(values: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Without the slots that are a matter of one language's grammar."""
    return {value for value in values if value[0] != "words"}


@pytest.mark.parametrize("code", available())
def test_every_figure_has_words(code: str) -> None:
    named = set(language(code)["read"]["kpis"])
    assert set(kpis()) <= named
    assert contract().figures <= named


@pytest.mark.parametrize("code", available())
def test_every_dimension_has_words(code: str) -> None:
    read = language(code)["read"]
    spoken = set(read["dim_one"]) | set(read["words"]["grain"]) | {"amount"}
    assert set(NAMES) <= spoken


@pytest.mark.parametrize("code", available())
def test_every_phrase_can_be_reached(code: str) -> None:
    """The best cover of a phrase alone has the phrase's own meaning in one stretch."""
    words, names = vocabulary(), NameIndex()
    missed = []
    for section, value, phrase in plain(code):
        if section.startswith("words.") or section in {"base", "range"}:
            continue
        lattice = Lattice([_token(word) for word in phrase], words, names)
        found = {(atom.kind, atom.value) for atom in lattice.across()}
        if (section, value) not in found and section != "filler":
            missed.append((section, value, " ".join(phrase)))
    assert missed == []


def _token(text: str) -> Token:
    number: Any = float(text) if text.isdecimal() else None
    return Token(text, text, "number" if number is not None else "word", number)
