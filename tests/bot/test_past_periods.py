"""What is known of finished periods alone: asked for without a period, the last quarter leads."""

from datetime import date
from pathlib import Path

import pytest

from bot.ask import Question, ask
from bot.pilote import Pilote
from bot.settings import Clock, Settings
from tests.company import MARCUS, settle
from tests.stores import empty_store
from tools.engine.answer import Answer


@pytest.fixture
def asked_in_july(tmp_path: Path) -> Pilote:
    """The hand-sized company when its second quarter has just ended."""
    database = settle(empty_store(tmp_path / "p.db"), tmp_path / "veridia")
    return Pilote(database, Clock(Settings(_env_file=None, pilote_today=date(2026, 7, 6))))


def asked(bot: Pilote, who: str, text: str) -> Answer:
    return ask(bot, Question(text, who))


def test_the_last_quarter_leads_and_the_running_one_says_why_not(asked_in_july: Pilote) -> None:
    answer = asked(asked_in_july, MARCUS, "how accurate is our forecast?")
    running, over = answer.figures  # the contract's period first, then the one that has a value
    assert (running.value, running.reason) == (None, "period_not_over")
    assert over.value == pytest.approx(1 - 8 / 22)
    lead, *_ = answer.text.split("\n")
    assert lead.startswith("Forecast accuracy: 63.6% · Q2 2026")
    assert "\n\nForecast accuracy: no value: the period is not over yet · Q3 2026" in answer.text


def test_a_period_that_was_named_stays(asked_in_july: Pilote) -> None:
    (only,) = asked(asked_in_july, MARCUS, "forecast accuracy this quarter").figures
    assert only.reason == "period_not_over"


def test_it_leads_in_french(asked_in_july: Pilote) -> None:
    text = asked(asked_in_july, MARCUS, "quelle est la fiabilité de nos prévisions ?").text
    assert (
        text.replace("\xa0", " ")
        .replace("\u202f", " ")
        .startswith("Fiabilité des prévisions : 63,6 % · T2 2026")
    )
