"""`pilote limits`: shown, set and refused in words."""

import pytest

from tests.bot.commands.conftest import Command
from tests.company import ALICE, FIONA


@pytest.mark.usefixtures("store")
def test_shown_and_set(pilote: Command) -> None:
    mine = pilote("limits", "--as", FIONA, "--set", "silent_days=10")
    assert (mine.status, mine.out.splitlines()[0]) == (0, "The limits of North are set:")
    assert "10 days (everybody else: 14 days)" in pilote("limits", "--as", FIONA).out
    assert pilote("limits", "--as", FIONA, "--set", "silence=10").status == 1
    assert pilote("limits", "--as", ALICE).status == 1
