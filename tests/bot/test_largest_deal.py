"""Deals spoken of as the largest, in the scope of whoever says so."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.ask import Question, ask
from bot.pilote import Pilote
from bot.settings import Clock, Settings
from storage.tables import opportunities
from tests.company import ALICE, CAMILLE, FIONA, MARCUS, OLIVER, settle
from tests.stores import empty_store


@pytest.fixture
def veridia(tmp_path: Path) -> Pilote:
    database = settle(empty_store(tmp_path / "pilote.db"), tmp_path / "veridia")
    return Pilote(database, Clock(Settings(_env_file=None, pilote_today=date(2026, 11, 23))))


@pytest.mark.parametrize(
    ("who", "words", "tool", "deal"),
    [
        (ALICE, "checklist for my biggest deal", "checklist", "O1"),
        (OLIVER, "draft a proposal for my largest open opportunity", "proposal", "O3"),
        (CAMILLE, "checklist pour ma plus grosse affaire", "checklist", "O8"),
        (FIONA, "prepare me for my top deal", "discovery", "O1"),
        (MARCUS, "tell me about our biggest deal", "deal_detail", "O1"),
    ],
)
def test_it_is_the_open_one_with_the_most_money(
    veridia: Pilote, who: str, words: str, tool: str, deal: str
) -> None:
    answer = ask(veridia, Question(words, who))
    assert [(one.name, one.arguments.get("deal")) for one in answer.tools] == [(tool, deal)]


@pytest.mark.parametrize(
    ("who", "words", "supposed"),
    [
        (ALICE, "what if I win my biggest deal?", {"won": ["O1"]}),
        (FIONA, "coverage if we lose our largest deal", {"lost": ["O1"]}),
        (CAMILLE, "et si je perds ma plus grosse affaire ?", {"lost": ["O8"]}),
    ],
)
def test_it_can_be_supposed_won_or_lost(
    veridia: Pilote, who: str, words: str, supposed: dict[str, list[str]]
) -> None:
    [call] = ask(veridia, Question(words, who)).tools
    assert call.name == "what_if"
    assert {name: call.arguments.get(name) for name in supposed} == supposed


def test_a_deal_that_is_called_so_goes_before_the_largest(veridia: Pilote) -> None:
    with veridia.database.writing() as connection:
        named = update(opportunities).where(opportunities.c.id == "O2")
        connection.execute(named.values(name="Top"))
    [draft] = ask(veridia, Question("checklist for Top", ALICE)).tools
    assert draft.arguments["deal"] == "O2"
    [supposed] = ask(veridia, Question("what if we win Top?", ALICE)).tools
    assert supposed.arguments["won"] == ["Top"]  # the tool finds it by its name


def test_another_than_the_largest_is_not_guessed(veridia: Pilote) -> None:
    answer = ask(veridia, Question("checklist for my second biggest deal", ALICE))
    assert (answer.status, answer.tools) == ("clarify", [])
