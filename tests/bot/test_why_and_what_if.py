"""Why and what-if from the question to the words, through the one door, in both languages."""

from datetime import date
from pathlib import Path

import pytest

from bot.ask import Question, ask
from bot.pilote import Pilote
from bot.settings import Clock, Settings
from tests.company import ALICE, CAMILLE, FIONA, MARCUS, settle
from tests.stores import empty_store
from tools.engine.answer import Answer


@pytest.fixture
def veridia(tmp_path: Path) -> Pilote:
    """The bot on the hand-sized company."""
    database = settle(empty_store(tmp_path / "p.db"), tmp_path / "veridia")
    return Pilote(database, Clock(Settings(_env_file=None, pilote_today=date(2026, 11, 23))))


def asked(bot: Pilote, who: str, text: str, thread: str | None = None) -> Answer:
    return ask(bot, Question(text, who, thread=thread))


def test_a_change_is_told_largest_first(veridia: Pilote) -> None:
    answer = asked(veridia, MARCUS, "why did bookings drop in November vs October?")
    assert answer.status == "answered"
    assert answer.text.splitlines()[:2] == [
        "Bookings: €96,000 · November 2026 · Veridia, whole company",
        "Against October 2026: €200,000, −€104,000 (−52%)",
    ]
    assert "Deals: Loire claims −€200,000 (no longer in) · Norrland audit +€60,000" in answer.text
    assert "November 2026 is not over: 77% of its days are gone." in answer.text
    told = answer.model_dump(mode="json")["explanation"]
    assert (told["from"]["value"], told["to"]["value"], told["change"]) == (2e5, 96e3, -104e3)
    assert sum(part["value"] for part in told["parts"]) == -104e3


def test_people_are_called_by_name(veridia: Pilote) -> None:
    asked(veridia, FIONA, "bookings by rep in November vs October", "t")
    text = asked(veridia, FIONA, "why?", "t").text
    assert "What moved it, by rep:\n• Alice Lindqvist: +€60,000 (€0 → €60,000)" in text


def test_coverage_by_steps_in_french(veridia: Pilote) -> None:
    text = asked(veridia, CAMILLE, "pourquoi ma couverture a baissé depuis le 1er novembre ?").text
    assert "Contre T4 2026 tel qu'au 31 oct. 2026 : 0,43×" in text
    assert "• Perdu : −0,43×" in text
    assert "Affaires : Loire archive −0,43× (perdu)" in text


def test_a_supposition_in_both_languages(veridia: Pilote) -> None:
    answer = asked(veridia, ALICE, "what if I win Norrland rollout?")
    assert answer.text.splitlines() == [
        "If Norrland rollout (€100,000) is won:",
        "• Bookings: €60,000 → €160,000 (+€100,000)",
        "• Quota attainment: 40.0% → 106.7% (+66.7 points)",
        "• Coverage: 1.00× → 0.33× (−0.67×)",
        "Q4 2026 · your deals · only supposed: nothing was changed.",
    ]
    answer = asked(veridia, ALICE, "et si Norrland rollout glisse, ça donne quoi pour mon commit ?")
    spaced = answer.text.replace("\u202f", " ").replace("\xa0", " ")
    assert spaced.splitlines()[:2] == [
        "Si Norrland rollout (100 000 €) se signe le 31 mars 2027 :",
        "• Commit : 160 000 € → 60 000 € (−100 000 €)",
    ]


def test_which_deal_is_meant_is_asked_and_the_reply_goes_on(veridia: Pilote) -> None:
    answer = asked(veridia, ALICE, "my coverage if we lose Norrland", "t")
    assert answer.status == "clarify"
    assert answer.choices == [
        "Norrland rollout (Norrland Timber)",
        "Norrland extension (Norrland Timber)",
    ]
    answer = asked(veridia, ALICE, "2", "t")
    assert answer.status == "answered"
    assert answer.text.startswith("If Norrland extension (€50,000) is lost:\n• Coverage: 1.00×")


def test_a_deal_of_somebody_else_is_not_known(veridia: Pilote) -> None:
    answers = [
        asked(veridia, ALICE, f"what if we win {deal}") for deal in ("Thames routing", "Atlantis")
    ]
    told = [answer.text.replace("Atlantis", "Thames routing") for answer in answers]
    assert told[0] == told[1]
    assert {answer.status for answer in answers} == {"clarify"}
