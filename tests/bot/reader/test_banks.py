"""The question banks: all right, and above all nothing silently wrong."""

import pytest

from bot.reader import Reader
from docs.reading_page import PAGE, with_scores
from prompts import available
from storage.database import Database
from tests.bot.reader.bank import asked, lines, verdict
from tools.engine.registry import kpis


@pytest.mark.parametrize("language", available())
def test_every_question_of_the_bank_is_read_right(
    reader: Reader, helvia: Database, language: str
) -> None:
    missed = []
    for line in lines(language):
        reading = asked(reader, helvia, line)
        if line.awaits(kpis()):
            assert reading.reason == "not_available", line.question
            continue
        found = verdict(line, reading)
        if found != "right":
            missed.append((found, line.question, reading.reason, reading.calls))
    assert missed == []


@pytest.mark.parametrize("bank_of", ["blind", "fresh"])
@pytest.mark.parametrize("language", available())
def test_questions_set_aside_are_read_right_by_nine_in_ten_and_never_silently_wrong(
    reader: Reader, helvia: Database, language: str, bank_of: str
) -> None:
    bank = [line for line in lines(f"{bank_of}.{language}") if not line.awaits(kpis())]
    found = [(verdict(line, asked(reader, helvia, line)), line.question) for line in bank]
    assert [question for kind, question in found if kind == "wrong"] == []
    assert sum(kind == "right" for kind, _ in found) >= 0.9 * len(bank) >= 54


def test_the_scores_on_the_page_are_the_present_ones() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == with_scores(page), "run `make docs`"


@pytest.mark.parametrize("language", available())
def test_the_bank_is_large_and_has_traps(language: str) -> None:
    bank = list(lines(language))
    assert len(bank) >= 300
    assert sum(line.status != "read" for line in bank) >= 50
    assert sum(bool(line.after) for line in bank) >= 20


def test_the_language_of_a_question_is_recognised(reader: Reader, helvia: Database) -> None:
    for language in available():
        bank = [line for line in lines(language) if not line.after and line.status == "read"]
        heard = [asked(reader, helvia, line).locale for line in bank]
        assert heard.count(language) >= 0.9 * len(bank)
