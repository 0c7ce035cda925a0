"""The command line, run in this process, over the hand-sized company on SQLite."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.commands import app, globals_given, run
from tests.company import settle
from tests.stores import empty_store


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        return dict(json.loads(self.out))

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Command = Callable[..., Ran]


@pytest.fixture
def pilote(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """`pilote("ask", "…", "--as", FIONA)`, today being 23 November 2026."""
    monkeypatch.setenv("PILOTE_TODAY", "2026-11-23")

    def command(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["pilote", *arguments])
        globals_given.clear()
        capsys.readouterr()
        status = run(app)
        captured = capsys.readouterr()
        return Ran(status, captured.out, captured.err)

    return command


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The company in the store that the environment names."""
    url = f"sqlite:///{tmp_path / 'pilote.db'}"
    settle(empty_store(tmp_path / "pilote.db"), tmp_path / "veridia").close()
    monkeypatch.setenv("PILOTE_DATABASE_URL", url)
    return url
