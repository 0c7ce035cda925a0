"""The conversation in the terminal hears what a direct message in Slack hears."""

import io
from datetime import date
from pathlib import Path

import pytest

from bot.pilote import Pilote
from bot.settings import Clock, Settings
from bot.terminal import chat
from tests.company import ALICE, FIONA, NICOLAS, settle
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


def test_a_deal_is_flagged_put_off_and_cleared(
    veridia: Pilote, capsys: pytest.CaptureFixture[str]
) -> None:
    told = said(
        veridia,
        capsys,
        ALICE,
        *("flag Norrland rollout: champion left", "y", "flag Norrland it went quiet"),
        *("snooze Norrland rollout 10 days", "y", "clear Norrland rollout", "n"),
        *(
            "flag O12 too late",
            "flag my biggest deal",
            "clear O2",
            "signale O2 plus de budget",
            "o",
        ),
    )
    assert "Flag Norrland rollout (Norrland Timber) as at risk: champion left? [y/N] Norrl" in told
    assert "Which deal do you mean?\n• O1 · Norrland rollout" in told
    assert "before 3 Dec 2026? [y/N] You get no alerts about Norrland rollout" in told
    assert "Clear the flag on Norrland rollout (Norrland Timber)? [y/N] Nothing was" in told
    assert "Norrland audit (Norrland Timber) is won: that is for open deals only." in told
    assert "No flag stands" not in told  # what else may be cleared is the reader's to say
    assert "as at risk: plus de budget? [y/N] Norrland extension" in told


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


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("where should I coach Camille?", "Too little to compare: Camille Roux"),
        ("sur quoi coacher Camille ?", "Trop peu de données pour comparer : Camille Roux"),
        ("coach me on Camille", "Camille Roux"),  # words of both languages
        ("coaching", "Trop peu de données pour comparer : Camille Roux"),  # Nicolas's own
        ("which signals pay?", "No deal was due"),
        ("quels signaux paient ?", "Aucune affaire n'était prévue"),
    ],
)
def test_what_is_heard_is_told_in_the_language_of_the_words(
    veridia: Pilote, capsys: pytest.CaptureFixture[str], words: str, told: str
) -> None:
    assert told in said(veridia, capsys, NICOLAS, words)
