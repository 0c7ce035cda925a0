"""The vocabulary holds together: no overlaps, nothing out of reach, all languages alike."""

import re

import pytest

from bot.reader.clock import ACTIONS
from bot.reader.templates import expand
from bot.reader.validators import Findings, leaves, missing, validated
from docs.reading_page import PAGE, vocabulary_row
from prompts import available, language
from tools.engine.registry import kpis

_LEXICAL = {
    "n",
    "year",
    "yy",
    "nth",
    "nthday",
    "money",
    "q",
    "h",
    "wk",
    "fy",
    "date",
    "token",
    "code",
}
_SLOT = re.compile(r"\{(?:\w+:)?(\w+)\}")
_NAMES = {"account"}
_DERIVED = {"dim", "dims", "base", "day", "period"}


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
    known = _LEXICAL | _NAMES | _DERIVED | set(language(code)["read"]["words"])
    known |= {slot for other in available() for slot in language(other)["read"]["words"]}
    used = {slot for _, _, template in leaves(code) for slot in _SLOT.findall(template)}
    assert used
    assert used - known == set()


@pytest.mark.parametrize("code", available())
def test_times_have_an_action(code: str) -> None:
    read = language(code)["read"]
    said = {str(value).split()[0] for kind in ("base", "range") for value in read[kind]}
    assert said <= ACTIONS


@pytest.mark.parametrize("code", available())
def test_phrases_have_one_meaning_and_can_be_reached_and_nothing_is_without_words(
    code: str,
) -> None:
    """The best cover of a phrase alone has the phrase's own meaning in one stretch."""
    found = validated(code, kpis())
    assert (found.overlaps, found.unreachable, found.missing) == ((), (), ())
    page = PAGE.read_text(encoding="utf-8").splitlines()
    assert vocabulary_row(code, found) in page, "run `make docs`"


def test_what_has_no_words_is_found() -> None:
    assert list(missing("en", ["margin"])) == ["kpis.margin"]


def test_the_score_counts_every_fault_once() -> None:
    assert Findings(98, (), (), ()).score == 1.0
    flawed = Findings(98, ("a: b, c",), ("kpis.x: y",), ("dim_one.z", "rank.top"))
    assert flawed.score == pytest.approx(0.96)
