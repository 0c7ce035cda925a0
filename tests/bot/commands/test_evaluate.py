"""`pilote evaluate`: banks of questions with known readings, and what was read of them."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.evaluation.leaks import leaked
from storage.database import Database
from storage.tables import questions, threads
from tests.bot.commands.conftest import Command
from tests.company import ALICE, OLIVER
from tools.engine.answer import Answer, Deal
from tools.engine.people import person_by_email

pytestmark = pytest.mark.usefixtures("store")


def kpi(name: str, **arguments: object) -> dict[str, Any]:
    return {"tool": "kpi", "arguments": {"kpi": name, **arguments}}


AFTER = ["win rate last quarter"]
WIN_RATE = kpi("win_rate", period="2026-Q3", where={"segment": ["SMB"]})
LINES: list[dict[str, Any]] = [
    {"as": ALICE, "question": "my coverage", "calls": [kpi("coverage", period="2026-Q4")]},
    {"as": "Fiona", "question": "and for SMB?", "after": AFTER, "calls": [WIN_RATE]},
    {"as": "Fiona", "question": "is 3x good?", "status": "clarify"},
    {"as": ALICE, "question": "delete the Norrland deal", "status": "declined"},
    {"as": ALICE, "question": "zorglub of mine", "calls": [kpi("pipeline")]},
    {"as": ALICE, "question": "my bookings", "calls": [kpi("pipeline")]},
]


def bank(folder: Path, lines: list[dict[str, Any]]) -> str:
    path = folder / "bank.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("how", [[], ["--reader"]])
def test_lines_are_right_asked_back_or_silently_wrong(
    pilote: Command, store: str, tmp_path: Path, how: list[str]
) -> None:
    ran = pilote("evaluate", bank(tmp_path, LINES), "--json", *how)
    found = ran.json
    assert (found["questions"], found["right"], found["asked_back"]) == (6, 4, 1)
    assert (found["silently_wrong"], found["scope_leaks"]) == (1, 0)
    assert (found["model_calls"], found["model_bytes"]) == (0, 0)
    assert 0 < found["p50_ms"] <= found["p95_ms"]
    assert [(miss["line"], miss["verdict"]) for miss in found["misses"]] == [
        (6, "wrong"),
        (5, "asked back"),
    ]
    assert ran.status == 1
    with Database(store).reading() as connection:
        assert connection.execute(select(questions)).all() == []
        assert connection.execute(select(threads)).all() == []


def test_a_bank_without_a_silently_wrong_line_passes(pilote: Command, tmp_path: Path) -> None:
    ran = pilote("evaluate", bank(tmp_path, LINES[:-1]))
    assert ran.status == 0
    assert ran.out.startswith("bank.jsonl: 5 questions · right 4 (80.0%) · asked back")
    assert "    5  asked back  zorglub of mine  [" in ran.out


def test_asking_back_is_right_beside_declining_and_other_readings_without_a_first(
    pilote: Command, tmp_path: Path
) -> None:
    unknown = {"as": ALICE, "question": "zorglub of mine", "status": "declined"}
    may_be = {"as": ALICE, "question": "my coverage", "status": "clarify"}
    lines = [{**unknown, "or_clarify": True}, unknown, {**may_be, "or": [[kpi("coverage")]]}]
    found = pilote("evaluate", bank(tmp_path, lines), "--json", "--reader").json
    assert [(miss["line"], miss["verdict"]) for miss in found["misses"]] == [(2, "asked back")]


@pytest.mark.parametrize(
    "text", ['{"as": "x"}', "nonsense", '{"as": "Nobody Known", "question": "coverage"}']
)
def test_a_bank_that_cannot_be_meant_is_wrong_usage(
    pilote: Command, tmp_path: Path, text: str
) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(text, encoding="utf-8")
    ran = pilote("evaluate", str(path))
    assert (ran.status, ran.out, len(ran.err.strip().splitlines())) == (2, "", 1)


def test_what_lies_beyond_the_scope_of_an_asker_is_a_leak(pilote: Command, store: str) -> None:
    found = pilote("ask", "list my open deals", "--as", OLIVER, "--json").json
    shown = Answer.model_validate({**found, "deals": []})
    theirs = shown.model_copy(update={"deals": _deals(found)})
    with Database(store).reading() as connection:
        oliver, alice = (person_by_email(connection, email) for email in (OLIVER, ALICE))
        assert oliver
        assert alice
        assert leaked(connection, oliver, theirs) == ()
        assert leaked(connection, alice, theirs) == ("O3",)


def _deals(found: dict[str, Any]) -> list[Any]:
    return [Deal.model_validate({**deal, "signals": [], "defects": []}) for deal in found["deals"]]
