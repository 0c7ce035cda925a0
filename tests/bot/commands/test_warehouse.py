"""Commands on a warehouse: sales data from there, the bot's own state in its own database."""

import io
from pathlib import Path

import pytest
from sqlalchemy import func, select

from storage.database import Database
from storage.tables import people, questions
from tests.bot.commands.conftest import Command
from tests.company import ALICE, FILES, FIONA, MARCUS, OLIVER, SOFIE, settle

DEALS = FILES["opportunities"]
DISCOUNTED = (
    f"O13,Thames depot,A2,{OLIVER},P1,9000,GBP,Qualification,pipeline,,2026-10-01,2027-02-01"
    ",,,,,,0.15,,"
)


@pytest.fixture
def warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The company on a warehouse, beside an empty database of the bot's own."""
    url = f"sqlite:///{tmp_path / 'warehouse.db'}"
    settle(Database(url), tmp_path / "veridia", opportunities=f"{DEALS}{DISCOUNTED}\n").close()
    monkeypatch.setenv("PILOTE_WAREHOUSE_URL", url)
    monkeypatch.setenv("PILOTE_DATABASE_URL", f"sqlite:///{tmp_path / 'own.db'}")
    return url


@pytest.mark.usefixtures("warehouse")
def test_a_figure(pilote: Command) -> None:
    ran = pilote("kpi", "coverage", "--as", FIONA, "--json")
    assert ran.status == 0
    assert ran.json["value"] == pytest.approx(162_000 / 400_000)


def test_a_conversation_is_kept_in_the_bot_s_own_database(
    pilote: Command, warehouse: str, tmp_path: Path
) -> None:
    said = ("ask", "--as", FIONA, "--thread", "T1", "--json")
    first = pilote(*said, "bookings this quarter")
    assert first.json["figures"][0]["value"] == pytest.approx(96_000)
    follow_up = pilote(*said, "and for Enterprise?").json["figures"][0]
    assert follow_up["where"] == {"segment": ["Enterprise"]}
    assert follow_up["value"] == pytest.approx(60_000)
    assert _count(f"sqlite:///{tmp_path / 'own.db'}") == (0, 2)
    assert _count(warehouse) == (9, 0)


@pytest.mark.usefixtures("warehouse")
def test_what_people_did_is_read_beside_it(pilote: Command) -> None:
    listed = ("deals", "--at-risk", "--as", FIONA, "--json")
    before = {deal["id"] for deal in pilote(*listed).json["deals"]}
    assert "O1" not in before
    assert pilote("flag", "O1", "champion has left", "--as", ALICE).status == 0
    assert "flagged" in pilote("flag", "O1", "again", "--as", FIONA).err
    deals = {deal["id"]: deal for deal in pilote(*listed).json["deals"]}
    assert set(deals) == {*before, "O1"}
    assert "by Alice Lindqvist: champion has left" in deals["O1"]["signals"][0]["fact"]
    assert pilote("kpi", "at_risk", "--as", FIONA, "--json").json["value"] == len(deals)
    pilote("limits", "--as", FIONA, "--set", "signals_at_risk=9")
    assert {deal["id"] for deal in pilote(*listed).json["deals"]} == {"O1"}
    assert pilote("unflag", "O1", "--as", FIONA).status == 0
    assert pilote(*listed).json["deals"] == []


@pytest.mark.usefixtures("warehouse")
def test_the_deal_desk_works_beside_it(pilote: Command, tmp_path: Path) -> None:
    """Ticks, approvals, an own template and discount rules are in the bot's database."""
    ticked = pilote("checklist", "O1", "--as", ALICE, "--tick", "pain", "--note", "slow", "--yes")
    assert "“slow” — ticked by Alice Lindqvist" in ticked.out
    off = pilote("checklist", "O1", "--as", FIONA, "--untick", "pain", "--yes")
    assert "[ ] **Identified pain**" in off.out
    rules, template = tmp_path / "rules.yaml", tmp_path / "offer.md"
    rules.write_text("- limit: 10%\n", encoding="utf-8")
    assert pilote("discounts", "--as", SOFIE, "--set", str(rules)).out == "- limit: 10%\n"
    kept = pilote("kpi", "discount_rules_kept", "--as", MARCUS, "--json").json
    assert (kept["value"], kept["n"]) == (pytest.approx(1 / 3), 3)
    template.write_text("# Ours for {{ account }}\n\n{{ approval | bullets }}\n", encoding="utf-8")
    pilote("template", "--as", SOFIE, "--language", "en", "--set", str(template))
    asked = pilote("proposal", "O13", "--as", OLIVER, "--ask-approval", "--yes")
    assert asked.out.startswith("# Ours for Thames Freight")
    assert "The approval of Fiona Gallagher was asked for" in asked.out
    again = pilote("proposal", "O13", "--as", OLIVER, "--ask-approval", "--yes")
    assert (again.status, "was asked for before" in again.err) == (1, True)
    given = pilote("proposal", "O13", "--as", FIONA, "--approve", "--yes")
    assert "Approved by Fiona Gallagher." in given.out
    back = pilote("proposal", "O13", "--as", FIONA, "--undo")
    assert "The approval of Fiona Gallagher was asked for" in back.out
    assert pilote("proposal", "O13", "--as", FIONA, "--undo").status == 1  # there is none of hers
    pilote("proposal", "O13", "--as", OLIVER, "--undo")
    assert "was asked for" not in pilote("proposal", "O13", "--as", OLIVER).out


@pytest.mark.usefixtures("warehouse")
def test_actions_and_undoing_work_beside_it(
    pilote: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    said = "remind Alice to call Per on Norrland rollout in three days"
    assert "Noted for Alice Lindqvist by 26 Nov 2026" in pilote("ask", said, "--as", FIONA).out
    listed = pilote("actions", "--as", ALICE).out
    assert "• call Per on Norrland rollout · by 26 Nov 2026 · Norrland rollout" in listed
    assert "Nothing is to be done" in pilote("actions", "--as", OLIVER).out
    pilote("flag", "O1", "champion has left", "--as", FIONA)
    flag, action = (pilote("undo", "--as", FIONA, "--yes").out for _ in range(2))
    assert flag == "Undone: Norrland rollout is not flagged any more.\n"
    assert "is no action any more" in action
    assert "Nothing is to be done" in pilote("actions", "--as", ALICE).out
    refused = pilote("mend", "O1", "--amount", "1", "--as", ALICE, "--yes")
    assert (refused.status, "change them in your CRM" in refused.err) == (1, True)


@pytest.mark.usefixtures("warehouse")
def test_a_batch_ends_where_the_warehouse_is_gone(
    pilote: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "batch.jsonl").write_text(f'{{"id": 1, "as": "{ALICE}", "kpi": "bookings"}}\n' * 2)
    monkeypatch.setenv("PILOTE_WAREHOUSE_URL", "postgresql://me:secret@127.0.0.1:1/none")
    ran = pilote("kpi", "--batch", str(tmp_path / "batch.jsonl"))
    assert (ran.status, ran.out) == (2, "")
    assert "warehouse" in ran.err
    assert "secret" not in ran.err


def test_doctor(pilote: Command, warehouse: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = pilote("doctor")
    assert ran.status == 0
    assert "✓ warehouse" in ran.out
    assert "Veridia: 13 opportunities" in ran.out
    with Database(warehouse).writing() as connection:
        connection.exec_driver_sql("ALTER TABLE quotas RENAME TO targets")
    lacking = pilote("doctor")
    assert (lacking.status, "quotas;" in lacking.out) == (1, True)
    monkeypatch.setenv("PILOTE_WAREHOUSE_URL", "postgresql://me:secret@127.0.0.1:1/none")
    gone = pilote("doctor", "--locale", "fr")
    assert gone.status == 1
    assert "✗ warehouse: L'entrepôt" in gone.out
    assert "secret" not in gone.out + gone.err


@pytest.mark.usefixtures("store")
def test_without_a_warehouse_the_doctor_says_so(pilote: Command) -> None:
    ran = pilote("doctor")
    assert ran.status == 0
    assert "– warehouse" in ran.out


def _count(url: str) -> tuple[int | None, int | None]:
    """People, and questions kept."""
    with Database(url).reading() as connection:
        tables = (people, questions)
        found = [connection.scalar(select(func.count()).select_from(table)) for table in tables]
    return found[0], found[1]
