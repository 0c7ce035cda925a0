"""`pilote ask`: questions in both languages, JSON in the contract's shape, threads, statuses."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.saying.glossary import entry_text
from storage.database import Database
from storage.tables import questions
from tests.bot.commands.conftest import Command
from tests.company import ALICE, CAMILLE, FIONA, MARCUS, OLIVER
from tools.engine.registry import kpis

pytestmark = pytest.mark.usefixtures("store")


@pytest.mark.parametrize(
    ("question", "who", "kpi", "value"),
    [
        ("what's my coverage?", ALICE, "coverage", 1.0),
        ("je couvre combien ?", ALICE, "coverage", 1.0),
        ("bookings this quarter", MARCUS, "bookings", 296_000),
        ("combien on a signé ce trimestre ?", MARCUS, "bookings", 296_000),
        ("taux de transfo 2026", MARCUS, "win_rate", 4 / 6),
        ("pipeline for SMB", MARCUS, "pipeline", 12_000),
        ("Ollie's pipeline", FIONA, "pipeline", 12_000),
        ("il me reste combien à signer ?", ALICE, "gap_to_quota", 90_000),
    ],
)
def test_right_figures(pilote: Command, question: str, who: str, kpi: str, value: float) -> None:
    ran = pilote("ask", question, "--as", who, "--json")
    answer = ran.json
    assert (ran.status, answer["status"]) == (0, "answered"), answer["text"]
    figure = answer["figures"][0]
    assert figure["kpi"] == kpi
    assert figure["value"] == pytest.approx(value)
    assert answer["tools"][0]["name"] == "kpi"
    assert answer["read_by"] == "reader"
    assert answer["model_calls"] == 0


def test_an_answer_names_the_deals_behind_it(pilote: Command) -> None:
    answer = pilote("ask", "my pipeline", "--as", ALICE, "--json").json
    assert [deal["id"] for deal in answer["deals"]] == ["O1", "O2"]
    assert answer["deals"][0]["amount"] == "100000.00"
    assert "Norrland rollout" in answer["text"]


def test_what_is_not_read_whole_is_not_answered(pilote: Command) -> None:
    ran = pilote("ask", "pipeline excluding zorglub deals", "--as", MARCUS, "--json")
    answer = ran.json
    assert (ran.status, answer["status"], answer["figures"]) == (1, "clarify", [])
    assert "zorglub" in answer["unread"]
    assert 0 < len(answer["choices"]) <= 3


def test_a_colleague_is_denied(pilote: Command) -> None:
    ran = pilote("ask", "Oliver Hartley's pipeline", "--as", ALICE, "--json")
    assert ran.status == 1
    assert ran.json["status"] == "denied"
    assert "12" not in ran.json["text"]


@pytest.mark.parametrize(
    ("code", "figures", "question"),
    [
        ("en", "coverage and win rate by rep", "How is this computed?"),
        ("fr", "couverture et taux de transfo par commercial", "comment tu calcules ça ?"),
    ],
)
def test_how_the_figures_before_are_computed(
    pilote: Command, code: str, figures: str, question: str
) -> None:
    pilote("ask", figures, "--as", MARCUS, "--thread", "t1")
    answer = pilote("ask", question, "--as", MARCUS, "--thread", "t1", "--json").json
    assert [tool["name"] for tool in answer["tools"]] == ["glossary"]
    explained = [entry_text(kpis()[name], code) for name in ("coverage", "win_rate")]
    assert (answer["status"], answer["text"]) == ("answered", "\n\n".join(explained))


def test_a_thread_goes_on_after_a_restart(pilote: Command) -> None:
    pilote("ask", "bookings by rep", "--as", MARCUS, "--thread", "t1")
    answer = pilote("ask", "and for SMB?", "--as", MARCUS, "--thread", "t1", "--json").json
    assert answer["figures"][0]["where"] == {"segment": ["SMB"]}
    assert [row["by"] for row in answer["figures"][0]["rows"]] == [{"rep": OLIVER}]


@pytest.mark.parametrize("aside", ["thanks", "help", "how is it computed?"])
def test_a_thread_goes_on_after_an_aside(pilote: Command, aside: str) -> None:
    for question in ("bookings by rep", aside):
        pilote("ask", question, "--as", MARCUS, "--thread", "t1")
    answer = pilote("ask", "and for SMB?", "--as", MARCUS, "--thread", "t1", "--json").json
    assert (answer["status"], answer["figures"][0]["kpi"]) == ("answered", "bookings")
    assert answer["figures"][0]["where"] == {"segment": ["SMB"]}


def test_a_batch(pilote: Command, tmp_path: Path) -> None:
    lines = [
        {"id": "a", "as": CAMILLE, "question": "combien j'ai signé ce trimestre ?"},
        {"id": "b", "as": "nobody@veridia.example", "question": "pipeline"},
        {"id": "c", "as": MARCUS, "question": ""},
        {"id": "d", "as": MARCUS},
        {"id": "e", "as": MARCUS, "question": "🎉" * 3000},
    ]
    batch = tmp_path / "batch.jsonl"
    batch.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    ran = pilote("ask", "--batch", str(batch))
    assert ran.status == 0
    assert [line["id"] for line in ran.lines] == ["a", "b", "c", "d", "e"]
    assert [line["status"] for line in ran.lines][:4] == ["answered", "denied", "clarify", "error"]
    assert ran.lines[4]["status"] in {"clarify", "declined"}


def test_everything_is_kept_in_the_store(pilote: Command, store: str) -> None:
    pilote("ask", "my pipeline", "--as", ALICE)
    pilote("ask", "pipeline zorglub", "--as", ALICE)
    database = Database(store)
    with database.reading() as connection:
        rows = connection.execute(select(questions).order_by(questions.c.pk)).all()
    assert [row.status for row in rows] == ["answered", "clarify"]
    assert rows[0].asked_by == ALICE
    assert rows[0].figures[0]["value"] == 150_000
    assert rows[1].unread == ["zorglub"]
