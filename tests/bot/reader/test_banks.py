"""The question banks: all right, and above all nothing silently wrong."""

from collections.abc import Callable
from functools import cache

import pytest

from bot.evaluation import Line
from bot.reader import Reader, Reading
from docs.reading_page import PAGE, bank_row
from prompts import available
from storage.database import Database
from tests.bot.reader.bank import BANKS, asked, lines, verdict
from tests.bot.reader.helvia import PEOPLE

Bank = list[tuple[Line, Reading]]


@pytest.fixture(scope="module")
def bank(reader: Reader, helvia: Database) -> Callable[[str], Bank]:
    """Every bank by its name, read once for all tests."""
    return cache(lambda name: [(line, asked(reader, helvia, line)) for line in lines(name)])


@pytest.mark.parametrize("language", available())
def test_every_question_of_the_bank_is_read_right(
    bank: Callable[[str], Bank], language: str
) -> None:
    found = [(verdict(line, reading), line, reading) for line, reading in bank(language)]
    missed = [
        (kind, line.question, reading.reason, reading.calls)
        for kind, line, reading in found
        if kind != "right"
    ]
    assert missed == []


@pytest.mark.parametrize("bank_of", ["blind", "fresh"])
@pytest.mark.parametrize("language", available())
def test_questions_set_aside_are_read_right_by_nine_in_ten_and_never_silently_wrong(
    bank: Callable[[str], Bank], language: str, bank_of: str
) -> None:
    read = bank(f"{bank_of}.{language}")
    found = [(verdict(line, reading), line.question) for line, reading in read]
    assert [question for kind, question in found if kind == "wrong"] == []
    assert sum(kind == "right" for kind, _ in found) >= 0.9 * len(found) >= 54


@pytest.mark.parametrize("name", BANKS)
def test_the_scores_on_the_page_are_the_present_ones(
    bank: Callable[[str], Bank], name: str
) -> None:
    row = bank_row(name, (verdict(line, reading) for line, reading in bank(name)))
    assert row in PAGE.read_text(encoding="utf-8").splitlines(), "run `make docs`"


@pytest.mark.parametrize("language", available())
def test_the_bank_is_large_and_has_traps(language: str) -> None:
    found = list(lines(language))
    assert len(found) >= 300
    assert sum(line.status != "read" for line in found) >= 50
    assert sum(bool(line.after) for line in found) >= 20


@pytest.mark.parametrize("language", available())
def test_the_language_of_a_question_is_recognised(
    bank: Callable[[str], Bank], language: str
) -> None:
    heard = [
        reading.locale
        for line, reading in bank(language)
        if not line.after and line.status == "read"
    ]
    assert heard.count(language) >= 0.9 * len(heard)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("my win rate vs team", "en"),
        ("hygiene of my team", "en"),
        ("win rate par segment", "fr"),
        ("ma coverage", "fr"),
        ("pipeline", "fr"),
    ],
)
def test_the_little_words_tell_the_language(reader: Reader, question: str, language: str) -> None:
    """Both languages have borrowed nearly every other word here; Marc's own is French."""
    assert reader.read(question, asker=PEOPLE["marc"]).locale == language
