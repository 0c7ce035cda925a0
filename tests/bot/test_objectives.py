"""Objectives as they are asked for and read, in both languages."""

from pathlib import Path

import pytest

from bot.ask import Question, ask
from bot.pilote import Pilote
from bot.settings import Clock, load_settings
from storage.database import Database
from tests.company import ALICE, CAMILLE, FIONA, MARCUS, OLIVER, settle
from tools.engine.answer import Answer

Q4 = "2026-10-01,2026-12-31"
OBJECTIVES = f"""\
name,owner_email,kpi,target,starts_on,ends_on,segment,product_id,territory
Faster,{OLIVER},cycle_time,60,{Q4},,,
Lose less,{ALICE},deals_lost,2,{Q4},,,
Happy,{ALICE},happiness,10,{Q4},,,
Spring,{ALICE},bookings,100000,2027-01-01,2027-03-31,,,
Up-market,,bookings,150000,{Q4},Enterprise,,
"""


@pytest.fixture
def bot(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pilote:
    monkeypatch.setenv("PILOTE_TODAY", "2026-11-23")
    settle(database, tmp_path / "veridia", objectives=OBJECTIVES)
    return Pilote(database, Clock(load_settings()))


def answered(bot: Pilote, question: str, who: str) -> Answer:
    return ask(bot, Question(question, who))


def lines(answer: Answer) -> list[str]:
    """Without the spaces that keep numbers together."""
    return [line.replace("\u00a0", " ").replace("\u202f", " ") for line in answer.text.split("\n")]


def test_a_rep_reads_them_on_a_phone(bot: Pilote) -> None:
    answer = answered(bot, "how are my objectives?", ALICE)
    assert (answer.status, [tool.name for tool in answer.tools]) == ("answered", ["objectives"])
    told = lines(answer)
    assert told.pop(2).startswith("   ⚠ No measure: there is no figure “happiness”. The nearest: ")
    assert told[:4] == [
        "• Bookings Q4 2026: €60,000 of €150,000 (40%), 59% of the time gone"
        " — behind, on track for 68%",
        "• Happy · Q4 2026",
        "• Lose less · Deals lost Q4 2026: 0, at most 2, 59% of the time gone — heading for 0",
        "• Spring · Bookings Q1 2027: target €100,000 — begins on 1 Jan 2027",
    ]
    assert "goes on at its pace" in told[-1]


def test_in_french(bot: Pilote) -> None:
    answer = answered(bot, "où en sont les OKR d'Oliver ?", FIONA)
    assert lines(answer)[:4] == [
        "• Prises de commande T4 2026 · Oliver Hartley : 36 000 € sur 120 000 € (30 %),"
        " 59 % du temps écoulé — en retard, en route pour 51 %",
        "   ⚠ Hors d'atteinte ? Il reste 84 000 € en 38 jours ; au meilleur rythme des dernières"
        " périodes (1 avec données), ce serait 9 187 €.",
        "• Faster · Cycle de vente T4 2026 · Oliver Hartley : 90 jours, au plus 60 jours,"
        " 59 % du temps écoulé — trop haut, en route vers 90 jours",
        "   ⚠ Hors d'atteinte ? Le meilleur des dernières périodes (1 avec données) était"
        " 80 jours, la cible est 60 jours.",
    ]


def test_the_data_of_an_answer(bot: Pilote) -> None:
    data = answered(bot, "company objectives", MARCUS).model_dump(mode="json")
    market = next(one for one in data["objectives"] if one["name"] == "Up-market")
    assert market["where"] == {"segment": ["Enterprise"]}
    assert (market["value"], market["target"], market["currency"]) == (260_000, 150_000, "EUR")
    assert [flaw["code"] for flaw in market["smart"]] == ["too_easy", "no_owner"]
    assert (market["starts_on"], market["status"]) == ("2026-10-01", "met")
    assert answered(bot, "my coverage", ALICE).objectives is None


def test_a_colleagues_are_refused(bot: Pilote) -> None:
    answer = answered(bot, "how are Oliver's objectives", ALICE)
    assert (answer.status, answer.objectives) == ("denied", None)
    assert "120" not in answer.text


def test_none_is_said(bot: Pilote) -> None:
    answer = answered(bot, "mes objectifs pour 2028", CAMILLE)
    assert (answer.status, answer.objectives) == ("answered", [])
    assert answer.text == "Il n'y a ni objectif ni quota ici."
