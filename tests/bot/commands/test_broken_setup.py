"""Broken set-ups: one clear sentence in the user's language, and exit status 2."""

import sqlite3
from pathlib import Path

import pytest

from storage.database import Database
from tests.bot.commands.conftest import Command
from tests.company import ALICE


def test_an_empty_store(pilote: Command) -> None:
    ran = pilote("kpi", "pipeline", "--as", ALICE)
    assert ran.status == 2
    assert "pilote import" in ran.err
    french = pilote("kpi", "pipeline", "--as", ALICE, "--locale", "fr")
    assert "pas encore de données" in french.err


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "mysql://somebody:secret@localhost/x",
        "sqlite:////nowhere/at/all/pilote.db",
        "postgresql://somebody:secret@127.0.0.1:1/nothing",
    ],
)
def test_a_database_that_cannot_be_used(pilote: Command, url: str) -> None:
    ran = pilote("kpi", "pipeline", "--as", ALICE, "--database", url)
    assert ran.status == 2
    assert len(ran.err.strip().splitlines()) == 1
    assert "secret" not in ran.err + ran.out


def test_a_file_that_is_no_database(pilote: Command, tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("these are my notes, not a database at all\n" * 50)
    ran = pilote("kpi", "pipeline", "--as", ALICE, "--database", f"sqlite:///{tmp_path}/notes.db")
    assert (ran.status, len(ran.err.strip().splitlines())) == (2, 1)


def test_a_locked_database(
    pilote: Command, store: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("storage.database.BUSY_SECONDS", 0.1)
    Database(store).close()
    holder = sqlite3.connect(tmp_path / "pilote.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    ran = pilote("ask", "what's my pipeline?", "--as", ALICE)
    holder.close()
    assert ran.status == 2
    assert "Another process" in ran.err


@pytest.mark.parametrize("locale", ["de", "xx_FR", "français"])
def test_a_language_that_is_not_spoken(pilote: Command, locale: str) -> None:
    for command in (["kpi", "pipeline"], ["ask", "pipeline"], ["digest"]):
        asker = "--for" if command == ["digest"] else "--as"
        ran = pilote(*command, asker, ALICE, "--locale", locale)
        assert (ran.status, ran.out) == (2, "")
        assert "PILOTE_LOCALE" in ran.err


@pytest.mark.usefixtures("store")
def test_a_locale_of_a_country_is_its_language(pilote: Command) -> None:
    ran = pilote("ask", "pipeline", "--as", ALICE, "--locale", "fr_CH", "--json")
    assert (ran.status, ran.json["locale"]) == (0, "fr")


def test_a_variable_that_cannot_be_read(pilote: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PILOTE_PORT", "three thousand")
    ran = pilote("kpi", "pipeline", "--as", ALICE)
    assert ran.status == 2
    assert "PILOTE_PORT" in ran.err


def test_doctor_says_what_is_missing(pilote: Command, store: str) -> None:
    assert pilote("doctor", "--database", "sqlite:///empty.db").status == 1
    ran = pilote("doctor", "--database", store)
    assert ran.status == 0
    assert "Veridia" in ran.out


def test_doctor_fails_on_half_a_slack(
    pilote: Command, store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-hidden")
    ran = pilote("doctor", "--database", store)
    assert ran.status == 1
    assert "SLACK_APP_TOKEN" in ran.out
    assert "xoxb-hidden" not in ran.out


def test_a_secret_from_a_file(
    pilote: Command, store: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "url").write_text(f"{store}\n")
    monkeypatch.delenv("PILOTE_DATABASE_URL")
    monkeypatch.setenv("PILOTE_DATABASE_URL_FILE", str(tmp_path / "url"))
    assert pilote("kpi", "pipeline", "--as", ALICE).status == 0
    monkeypatch.setenv("PILOTE_DATABASE_URL_FILE", str(tmp_path / "missing"))
    assert "PILOTE_DATABASE_URL_FILE" in pilote("kpi", "pipeline", "--as", ALICE).err
