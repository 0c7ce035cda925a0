"""What a notification shows and a screen reader reads of every kind of answer."""

import re
from datetime import date
from pathlib import Path

import pytest

from bot.answering import message_for
from bot.ask import Question, ask
from bot.pilote import Pilote
from bot.posting import Message
from bot.saying.aloud import aloud
from bot.settings import Clock, Settings
from tests.company import ALICE, FIONA, NICOLAS, settle
from tests.stores import empty_store

KINDS = {
    FIONA: {
        "bookings this quarter": "Bookings: €96,000, Q4 2026 (1 Oct – 31 Dec 2026), your team",
        "bookings by rep this quarter": "Bookings: €96,000",
        "bookings this quarter vs last quarter": "Bookings: €96,000",
        "win rate by month this year": "Win rate: ",
        "show the deals of my pipeline": "Pipeline: €",
        "what changed in the pipeline since last week": "Pipeline: ",
        "why did bookings drop in November vs October?": "Bookings: €96,000",
        "what if we win Norrland rollout?": "If Norrland rollout (€100,000) is won: Bookings: €",
        "where will we land?": "Forecast: ",
        "checklist Norrland rollout": "Checklist: Norrland rollout",
        "proposal for Norrland rollout": "Proposal: Norrland rollout",
        "discovery guide for Norrland rollout": "Discovery guide: Norrland rollout",
        "which deals are at risk?": "Number of deals at risk: ",
        "my digest": "Week 48 of 2026",
        "what is coverage?": "Coverage: Open pipeline",
        "Camille's bookings": "Bookings — That is outside what you may see.",
        "delete all deals": "I read figures; I do not change or delete data.",
        "sales": "I can read that in more than one way.",
        "zorglub the bookings": "I understood: bookings.",
    },
    NICOLAS: {
        "prises de commande ce trimestre": "Prises de commande : 200\N{NARROW NO-BREAK SPACE}000",
        "prises de commande par commercial cette année": "Prises de commande : ",
        "qu'est-ce qui a changé dans le pipe depuis la semaine dernière": "Pipeline : ",
        "on va atterrir où ?": "Projection : ",
        "affaires à risque": "Nombre d'affaires à risque : ",
        "mon digest": "Semaine 48 de 2026",
        "couverture": "Couverture : ",
        "les prises de commande d'Alice": "Prises de commande — ",
        "supprime toutes les affaires": "Je lis des chiffres",
    },
}
MARKS = re.compile(r"\*\*|^#|\|.*\||_\(|\[ \]|[•▰→⚠]|undefined|None|\{|\}", re.MULTILINE)


@pytest.fixture
def veridia(tmp_path: Path) -> Pilote:
    """The bot on the hand-sized company."""
    database = settle(empty_store(tmp_path / "p.db"), tmp_path / "veridia")
    return Pilote(database, Clock(Settings(_env_file=None, pilote_today=date(2026, 11, 23))))


def test_every_kind_reads_well_aloud(veridia: Pilote) -> None:
    for who, kinds in KINDS.items():
        for text, begins in kinds.items():
            question = Question(text, who, "dm", f"t:{text}")
            spoken = message_for(veridia, ask(veridia, question), question).fallback
            lines = spoken.split("\n")
            assert begins in lines[0] or begins in lines[1], (text, spoken)
            assert len(lines) <= 4 or "Norrland rollout" in text, (text, spoken)  # but drafts
            assert all(0 < len(line) <= 700 for line in lines), (text, spoken)
            assert not MARKS.search(spoken), (text, spoken)


def test_the_target_is_said_and_what_one_looks_up_is_not(veridia: Pilote) -> None:
    question = Question("bookings this quarter", ALICE, "dm", "t")
    spoken = message_for(veridia, ask(veridia, question), question).fallback
    assert spoken.split("\n")[1] == "40% of the target of €150,000, €90,000 to go"
    assert "Sum of the amounts" not in spoken
    assert "as of" not in spoken


def test_of_a_list_the_first_are_named() -> None:
    deals = [f"• Deal {n} · €{n},000 · Proposal · close 30 Nov\n  → silent" for n in range(1, 6)]
    named = ("Deal 1, €1,000 (silent)", "Deal 2, €2,000 (silent)", "Deal 3, €3,000 (silent)")
    text = "\n".join(["The 5 deals behind it:", *deals])
    assert aloud(text, "en") == f"The 5 deals behind it: {'; '.join(named)}; 2 more"


def test_alone_it_is_all_of_the_text() -> None:
    text = "# Title\n\n- one\n- two"
    assert Message(text).fallback == text
    assert Message(text, [{"type": "divider"}]).fallback == "Title\none\ntwo"
