"""`pilote bridge` and the same asked in words."""

import pytest

from tests.bot.commands.conftest import Command
from tests.company import FIONA, MARCUS, NICOLAS, OLIVER
from tools.engine.bridge import STEPS

pytestmark = pytest.mark.usefixtures("store")


def test_json_is_an_answer_with_a_bridge(pilote: Command) -> None:
    ran = pilote("bridge", "--as", MARCUS, "--since", "2026-11-01", "--json")
    assert ran.status == 0
    bridge = ran.json["bridge"]
    assert bridge["since"] == "2026-11-01"
    total = bridge["start"] + sum(bridge[step] for step in STEPS)
    assert round(total - bridge["end"], 6) == 0
    assert bridge["end"] == ran.json["figures"][0]["value"]


def test_words_in_both_languages(pilote: Command) -> None:
    english = pilote("bridge", "--as", FIONA, "--since", "2026-11-01").out
    assert "• Won: −€96,000 (2 moves) — Norrland audit −€60,000 · Thames" in english
    french = pilote("bridge", "--as", NICOLAS, "--since", "2026-11-01").out
    assert "Perdu : −80 000 € (1 mouvement)" in french.replace("\u202f", " ").replace("\xa0", " ")


def test_refusals(pilote: Command) -> None:
    denied = pilote("bridge", "--as", OLIVER, "--where", f"rep={FIONA}")
    assert (denied.status, "outside" in denied.out) == (1, True)
    assert pilote("bridge", "--as", MARCUS, "--since", "2027-01-01").status == 2
    assert pilote("bridge", "--as", "nobody@veridia.example").status == 1
