"""The conversation in the terminal hears what a direct message in Slack hears."""

import io
from datetime import date
from pathlib import Path

import pytest

from bot.pilote import Pilote
from bot.settings import Clock, Settings
from bot.terminal import chat
from tests.company import ALICE, FIONA, settle
from tests.stores import empty_store


@pytest.fixture
def veridia(tmp_path: Path) -> Pilote:
    database = settle(empty_store(tmp_path / "pilote.db"), tmp_path / "veridia")
    return Pilote(database, Clock(Settings(_env_file=None, pilote_today=date(2026, 11, 23))))


def said(bot: Pilote, capsys: pytest.CaptureFixture[str], who: str, *lines: str) -> str:
    capsys.readouterr()
    chat(bot, who, io.StringIO("\n".join([*lines, "quit", ""])))
    return capsys.readouterr().out


def test_an_action_is_shown_and_noted_after_a_yes(
    veridia: Pilote, capsys: pytest.CaptureFixture[str]
) -> None:
    told = said(
        veridia,
        capsys,
        FIONA,
        *("remind Alice to call Per by Friday", "n"),
        *("rappelle-moi d'appeler Ruth sur Norrland rollout demain", "oui"),
        "my actions",
    )
    assert "For Alice Lindqvist, by 27 Nov 2026: call Per\nNote it? [y/N] Nothing was ch" in told
    assert "Affaire : Norrland rollout (Norrland Timber)\nNoter ? [o/N] Noté pour Fiona" in told
    assert "1 action to be done:\n• appeler Ruth sur Norrland rollout · by 24 Nov 2026" in told


def test_coaching_report_card_and_forecast_are_heard_and_questions_go_on(
    veridia: Pilote, capsys: pytest.CaptureFixture[str]
) -> None:
    told = said(
        veridia,
        capsys,
        FIONA,
        *("who should I coach?", "report card", "my commit is 450k", "no", "remind me to"),
        *("bookings", "and for Alice?"),
    )
    assert "Where numbers differ" in told
    assert "To be submitted for Q4 2026" in told
    assert "Submit this? [y/N] Nothing was changed." in told
    assert "Say what is to be done" in told
    assert told.count("Bookings") >= 2
    hers = said(veridia, capsys, ALICE, "coaching")
    assert "This is for managers" in hers
