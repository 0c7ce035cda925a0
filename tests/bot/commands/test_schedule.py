"""`pilote schedule`: set, listed and removed in words at the terminal."""

import pytest

from tests.bot.commands.conftest import Command
from tests.company import ALICE, FIONA

pytestmark = pytest.mark.usefixtures("store")


def test_set_listed_paused_removed(pilote: Command) -> None:
    said = ("schedule", "--as", FIONA, "every thursday 10am", "one-to-one with Alice")
    assert pilote(*said).status == 1  # nobody there to confirm it
    for _ in range(2):
        assert pilote(*said, "--yes").status == 0
    listed = pilote("schedule", "--as", FIONA).out
    assert listed.startswith("1 schedule:\n1. One-to-one with Alice Lindqvist, every Thursday")
    assert "Paused" in pilote("schedule", "--as", FIONA, "pause", "1").out
    assert pilote("schedule", "--as", ALICE, "remove", "1").status == 1
    assert pilote("schedule", "--as", FIONA, "supprime", "1").status == 0
    assert "Nothing is scheduled" in pilote("schedule", "--as", FIONA, "list").out


def test_shown_in_french_in_the_scope_of_the_one(pilote: Command) -> None:
    said = ("schedule", "--as", FIONA, "point individuel avec Alice le lundi à 9 h", "--show")
    out = pilote(*said, "--locale", "fr").out
    assert out.startswith("Point individuel · Alice Lindqvist")
    assert "Thames" not in out
