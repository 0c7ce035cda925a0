"""`pilote ask --explain` and `pilote unread`: what was understood, and what was not."""

import pytest
from sqlalchemy import select

from bot.reader.vocabulary import NOT_PHRASES
from prompts import available, language
from storage.database import Database
from storage.tables import questions
from tests.bot.commands.conftest import Command
from tests.company import ALICE, FIONA

pytestmark = pytest.mark.usefixtures("store")


def test_every_word_is_shown_with_what_it_was_read_as(pilote: Command) -> None:
    ran = pilote("ask", "please my win rate for SMB last quarter", "--as", ALICE, "--explain")
    assert ran.status == 0
    assert [line.split("  ")[-1].strip() for line in ran.out.splitlines()[:-1]] == [
        "filler",
        "steers: my",
        "figure: win_rate",
        "filler",
        "segment: SMB",
        "time: around last quarter",
    ]
    assert ran.out.splitlines()[-1].startswith('→ kpi {"kpi": "win_rate", "period": "last_quarter"')


def test_words_that_were_not_understood_are_shown(pilote: Command) -> None:
    ran = pilote("ask", "couverture de Zorglub", "--as", FIONA, "--explain", "--locale", "fr")
    assert ran.status == 1
    assert "Zorglub     pas compris" in ran.out.splitlines()
    assert "Sans réponse : unread_words." in ran.out


def test_the_reading_as_json_answers_and_keeps_nothing(pilote: Command, store: str) -> None:
    ran = pilote("ask", "coverage for Zorglub", "--as", FIONA, "--explain", "--json")
    assert ran.json["status"] == "clarify"
    assert ran.json["unread"] == ["Zorglub"]
    assert ran.json["words"][0] == {"text": "coverage", "kind": "kpis", "value": "coverage"}
    assert ran.json["words"][-1] == {"text": "Zorglub", "kind": None, "value": None}
    assert ran.json["tools"] == []
    with Database(store).reading() as connection:
        assert connection.execute(select(questions)).all() == []


def test_somebody_unknown_is_explained_nothing(pilote: Command) -> None:
    assert pilote("ask", "coverage", "--as", "nobody@example.com", "--explain").status == 2


@pytest.mark.parametrize("code", available())
def test_every_kind_of_phrase_can_be_explained(code: str) -> None:
    spoken = set(language(code)["read"]) - NOT_PHRASES - {"words", "base", "range"}
    assert spoken | {"period"} <= set(language(code)["say"]["explained"]["kinds"])


def test_unread_words_come_most_frequent_first_and_without_names(pilote: Command) -> None:
    assert pilote("unread").out == "Every word so far was understood.\n"
    pilote("ask", "coverage for Zorglub", "--as", FIONA)
    pilote("ask", "fnord pipeline of zorglub", "--as", ALICE)
    pilote("ask", "coverage", "--as", ALICE)
    ran = pilote("unread", "--json")
    assert ran.lines == [
        {"word": "zorglub", "questions": 2, "example": "fnord pipeline of zorglub"},
        {"word": "fnord", "questions": 1, "example": "fnord pipeline of zorglub"},
    ]
    told = pilote("unread")
    assert told.out.splitlines()[0] == "    2  zorglub  — fnord pipeline of zorglub"
    assert ALICE not in ran.out + told.out
    assert (ran.status, ran.err) == (0, "")
