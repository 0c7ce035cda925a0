"""`pilote kpis`: the glossary in a terminal, in a pipe and as data."""

import os
import pty
import re
import subprocess
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

from bot.saying.glossary import entry_text
from tests.bot.commands.conftest import Command
from tools.engine.registry import kpis

ROOT = Path(__file__).parents[3]


def in_terminal(*arguments: str) -> list[str]:
    """The lines that `pilote` writes to a terminal of 80 columns."""
    reading, terminal = pty.openpty()
    termios.tcsetwinsize(terminal, (24, 80))
    environment = {**os.environ, "NO_COLOR": "1", "PYTHONPATH": str(ROOT)}
    environment.pop("COLUMNS", None)
    command = [sys.executable, "-m", "bot", *arguments]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=terminal):  # noqa: S603
        os.close(terminal)
        written = b"".join(_portions(reading))
    os.close(reading)
    return written.decode().splitlines()


def _portions(reading: int) -> Iterator[bytes]:
    try:
        while portion := os.read(reading, 65_536):
            yield portion
    except OSError:  # how Linux says that nobody writes any more
        return


def test_everything_is_told_in_a_pipe(pilote: Command) -> None:
    for code in ("en", "fr"):
        told = pilote("kpis", "--locale", code).out
        for kpi in kpis().values():
            lines = [f"  {line}" for line in entry_text(kpi, code).splitlines()]
            assert "\n".join([kpi.name, *lines]) in told


def test_a_terminal_gets_the_meanings() -> None:
    lines = [re.sub(r"\x1b\[[\d;]*m", "", line).rstrip() for line in in_terminal("kpis")]
    assert max(map(len, lines)) <= 80
    assert "Target and coverage" in lines
    told = " ".join(" ".join(lines).split())
    assert "coverage Coverage (ratio): Open pipeline of the period divided by the quota" in told
    assert all(kpi.words["en"].meaning in told for kpi in kpis().values())


def test_a_terminal_gets_one_entry_whole() -> None:
    lines = in_terminal("kpis", "stage_conversion", "--locale", "fr")
    assert max(map(len, lines)) <= 80
    whole = f"stage_conversion {entry_text(kpis()['stage_conversion'], 'fr')}"
    assert " ".join(lines).split() == whole.split()


def test_one_figure_by_what_people_call_it(pilote: Command) -> None:
    assert pilote("kpis", "taux de transfo").out == pilote("kpis", "win_rate").out


def test_a_figure_that_there_is_not(pilote: Command) -> None:
    ran = pilote("kpis", "covrage")
    assert (ran.status, ran.out) == (2, "")
    assert "Nearest: coverage" in ran.err
    assert "Les plus proches : coverage" in pilote("kpis", "covrage", "--locale", "fr").err


def test_as_data(pilote: Command) -> None:
    lines = pilote("kpis", "--json").lines
    assert sorted(line["kpi"] for line in lines) == sorted(kpis())
    assert pilote("kpis", "quota", "--json", "--locale", "fr").json == {
        "kpi": "quota",
        "family": "target",
        "label": "Objectif",
        "meaning": kpis()["quota"].words["fr"].meaning,
        "formula": "Σ objectif × ses jours dans la période ÷ tous ses jours",
        "names": ["quota", "objectif", "objectif de vente"],
        "unit": "money",
        "better": "neither",
        "dated_by": "starts_on",
        "takes_period": True,
        "takes_as_of": False,
        "always_by": None,
        "dimensions": [
            *("rep", "team", "manager", "segment", "territory", "product"),
            *("day", "week", "month", "quarter", "year"),
        ],
    }
