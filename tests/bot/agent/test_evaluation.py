"""`pilote evaluate`: each answer held to the figure that it should be."""

import json
from pathlib import Path

import pytest

from bot.settings import Settings
from tests.bot.agent.endpoint import Endpoint, Tool
from tests.bot.commands.conftest import Command, pilote  # noqa: F401 (a fixture)
from tests.company import MARCUS

LINES = [
    {"id": 1, "question": "bookings this quarter", "kpi": "bookings"},
    {"id": 2, "question": "zorglub of the SMB bookings", "kpi": "bookings"}
    | {"where": {"segment": ["SMB"]}},
    {"id": 3, "question": "zorglub of the bookings", "kpi": "bookings"},
    {"id": 4, "question": "zorglub of the win rate", "kpi": "win_rate"},
]


def test_right_wrong_and_not_answered(
    endpoint: Endpoint,
    settings: Settings,
    pilote: Command,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    smb = Tool("kpi", {"kpi": "bookings", "where": {"segment": ["SMB"]}})
    endpoint.says(smb, smb, "Which win rate do you mean?")
    monkeypatch.setenv("PILOTE_DATABASE_URL", settings.pilote_database_url)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-1")
    monkeypatch.setenv("OPENAI_BASE_URL", endpoint.url)
    bank = tmp_path / "bank.jsonl"
    bank.write_text("\n".join(json.dumps({"as": MARCUS, **line}) for line in LINES))

    ran = pilote("evaluate", str(bank))

    verdicts = [(one["id"], one["verdict"], one["read_by"]) for one in ran.lines]
    assert verdicts == [
        (1, "right", "reader"),
        (2, "right", "model"),
        (3, "wrong", "model"),
        (4, "not_answered", "model"),
    ]
    assert ran.status == 1
    assert "right: 2 (50%)" in ran.err
    assert "read by the model: 3, 1 right; 3 calls" in ran.err
    assert "wrong: 3: zorglub of the bookings" in ran.err
