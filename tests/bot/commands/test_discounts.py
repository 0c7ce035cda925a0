"""`pilote discounts`: rules of the company's own, set by operations, refused by the line."""

from pathlib import Path

import pytest

from tests.bot.commands.conftest import Command
from tests.company import ALICE, OLIVER, SOFIE

pytestmark = pytest.mark.usefixtures("store")


def test_rules_are_set_shown_and_given_up(pilote: Command, tmp_path: Path) -> None:
    assert "No rules of your own" in pilote("discounts", "--as", ALICE).err
    file = tmp_path / "discounts.yaml"
    file.write_text("- family: Platform\n  limit: 30%\n", encoding="utf-8")
    assert pilote("discounts", "--as", ALICE, "--set", str(file)).status == 1
    ran = pilote("discounts", "--as", SOFIE, "--set", str(file))
    assert (ran.status, ran.out) == (0, "- family: Platform\n  limit: 30%\n")
    proposal = pilote("proposal", "O5", "--as", OLIVER).out
    assert "25% is within the limit of Veridia Flow (30%). _(discount rules, line 1)_" in proposal
    file.write_text("- family: Platform\n  limit: much\n", encoding="utf-8")
    refused = pilote("discounts", "--as", SOFIE, "--set", str(file))
    assert (refused.status, "Line 2: the limit “much”" in refused.err) == (1, True)
    assert pilote("discounts", "--as", ALICE).out == ran.out  # the good one stands
    pilote("discounts", "--as", SOFIE, "--reset")
    assert (
        "goes beyond the limit of Veridia Flow (20%)"
        in pilote("proposal", "O5", "--as", OLIVER).out
    )
