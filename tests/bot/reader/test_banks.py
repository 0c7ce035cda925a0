"""The question banks: all right, and above all nothing silently wrong."""

import pytest

from bot.reader import Reader
from prompts import available
from tests.bot.reader.bank import Line, asked, lines, verdict
from tools.engine.registry import kpis


@pytest.mark.parametrize("language", available())
def test_every_question_of_the_bank_is_read_right(reader: Reader, language: str) -> None:
    missed = []
    for line in lines(language):
        reading = asked(reader, line)
        if _not_here(line):
            assert reading.reason == "not_available", line.question
            continue
        found = verdict(line, reading)
        if found != "right":
            missed.append((found, line.question, reading.reason, reading.calls))
    assert missed == []


def _not_here(line: Line) -> bool:
    """Whether every right reading names a figure that the glossary does not have yet."""
    named = [{str(call.arguments.get("kpi", "")) for call in calls} for calls in line.readings]
    return bool(named) and all(names - {""} - set(kpis()) for names in named)


@pytest.mark.parametrize("language", available())
def test_the_bank_is_large_and_has_traps(language: str) -> None:
    bank = list(lines(language))
    assert len(bank) >= 300
    assert sum(line.status != "read" for line in bank) >= 50
    assert sum(bool(line.after) for line in bank) >= 20


def test_the_language_of_a_question_is_recognised(reader: Reader) -> None:
    for language in available():
        bank = [line for line in lines(language) if not line.after and line.status == "read"]
        heard = [asked(reader, line).locale for line in bank]
        assert heard.count(language) >= 0.9 * len(bank)
