"""`/at-risk` lists the deals at risk with the facts; a message's shortcut asks about it."""

from datetime import date
from pathlib import Path

import pytest

from bot.pilote import Pilote
from bot.settings import Clock, Settings
from bot.workspace import Workspace
from tests.company import settle
from tests.stores import empty_store


@pytest.fixture
def bot(tmp_path: Path) -> Pilote:
    """The bot on the hand-sized company, with its open deals."""
    database = empty_store(tmp_path / "risk.db")
    settle(database, tmp_path / "veridia")
    return Pilote(database, Clock(Settings(_env_file=None, pilote_today=date(2026, 11, 23))))


@pytest.fixture(autouse=True)
def known(slack: Workspace) -> None:
    slack.user("U0ALICE").email = "alice.lindqvist@veridia.example"


async def test_the_deals_at_risk_with_the_facts(anyhow: Workspace) -> None:
    sent = await anyhow.slash("Alice Lindqvist", "#sales", "/at-risk")
    answer = await anyhow.wait_for_reply(sent)
    assert answer.ephemeral_to == "U0ALICE"
    assert answer.blocks[0]["type"] == "header"
    deals = [b["text"]["text"] for b in answer.blocks if b["type"] == "section"]
    told = next(text for text in deals if "Norrland extension" in text)
    assert told.split("\n")[1].startswith("• ")
    follow_up = await anyhow.slash("Alice Lindqvist", "#sales", "/pilote", "and for SMB?")
    assert "SMB" in (await anyhow.wait_for_reply(follow_up)).text


async def test_what_is_typed_narrows_it(served: Workspace) -> None:
    sent = await served.slash("Camille Roux", "#sales", "/at-risk", "le trimestre prochain")
    assert "T1 2027" in (await served.wait_for_reply(sent)).text
    nonsense = await served.slash("Alice Lindqvist", "#sales", "/at-risk", "qwertz")
    assert "qwertz" in (await served.wait_for_reply(nonsense)).text


async def test_a_message_is_asked_about_for_the_askers_eyes(served: Workspace) -> None:
    message = await served.say("Oliver Hartley", "#sales", "bookings this quarter?")
    used = await served.shortcut("Alice Lindqvist", "ask_about_this", message)
    answer = await served.wait_for_reply(used)
    assert answer.ephemeral_to == "U0ALICE"
    assert "€60,000" in answer.text
    assert "your deals" in answer.text
