"""`pilote ask --png`: the charts of an answer in a file."""

from pathlib import Path

import pytest

from tests.bot.commands.conftest import Command
from tests.company import FIONA

BY_REP = "bookings by rep this quarter"


@pytest.mark.usefixtures("store")
def test_an_answers_chart_in_a_file(pilote: Command, tmp_path: Path) -> None:
    path = tmp_path / "chart.png"
    asked = ("ask", BY_REP, "--as", FIONA, "--png")
    assert pilote(*asked, str(path)).status == 0
    assert path.read_bytes().startswith(b"\x89PNG")
    ran = pilote("ask", "bookings this quarter", "--as", FIONA, "--png", str(tmp_path / "no.png"))
    assert (ran.status, "no chart" in ran.err, (tmp_path / "no.png").exists()) == (0, True, False)
    assert pilote(*asked, str(tmp_path / "nowhere" / "a.png")).status == 2
