"""`pilote checklist`: Markdown and the contract's JSON, items ticked at the terminal."""

import io

import pytest

from tests.bot.commands.conftest import Command
from tests.company import ALICE, MARCUS

pytestmark = pytest.mark.usefixtures("store")


def test_a_checklist_as_markdown_and_json(pilote: Command) -> None:
    ran = pilote("checklist", "Norrland rollout", "--as", ALICE, "--json")
    assert ran.status == 0
    assert ran.json["draft"] == {"kind": "checklist", "markdown": ran.json["text"]}
    arguments = {"deal": "Norrland rollout"}
    assert ran.json["tools"] == [{"name": "checklist", "arguments": arguments}]
    plain = pilote("checklist", "O1", "--as", ALICE, "--locale", "fr").out
    assert "- [x] **Sponsor interne** — Per Berg (sponsor interne) _(CRM : contacts)_" in plain
    assert "- [ ] **Concurrence** (inconnu) — Quelles autres options" in plain


def test_a_tick_asks_first(pilote: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = ("checklist", "O1", "--as", ALICE, "--tick", "metrics", "--note", "9 % less")
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    assert "- [ ] **Metrics**" in pilote(*arguments).out
    ran = pilote(*arguments, "--yes")
    assert "- [x] **Metrics** — “9 % less” — ticked by Alice Lindqvist" in ran.out
    assert pilote(*arguments, "--yes").status == 1


def test_who_and_which(pilote: Command) -> None:
    unclear = pilote("checklist", "Norrland", "--as", MARCUS, "--json")
    assert (unclear.status, unclear.json["status"]) == (1, "clarify")
    assert len(unclear.json["choices"]) == 2
    unknown = pilote("checklist", "O3", "--as", ALICE, "--json")
    assert (unknown.status, unknown.json["status"], unknown.json["draft"]) == (1, "clarify", None)
    nobody = pilote("checklist", "O1", "--as", "nobody@veridia.example", "--tick", "pain", "--yes")
    assert nobody.status == 1
    assert pilote("checklist", "O1", "--as", ALICE, "--playbook", "spin").status == 2
