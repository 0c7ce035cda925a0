"""`pilote report-card`."""

import pytest

from tests.bot.commands.conftest import Command
from tests.company import ALICE, MARCUS, NICOLAS

pytestmark = pytest.mark.usefixtures("store")


def test_in_words_and_as_data(pilote: Command) -> None:
    told = pilote("report-card", "--as", MARCUS)
    assert told.status == 0
    assert "Silent: " in told.out
    assert "too few to judge" in told.out
    assert told.out.endswith("no next step, fewer than two contacts.\n")
    french = pilote("report-card", "--as", MARCUS, "--locale", "fr").out
    assert "Repoussée deux fois ou plus" in french
    assert "rien ne permet de juger" in pilote("report-card", "--as", NICOLAS).out
    card = pilote("report-card", "--as", MARCUS, "--json").json
    assert {one["verdict"] for one in card["signals"]} == {"too_few"}


def test_not_for_a_rep(pilote: Command) -> None:
    assert pilote("report-card", "--as", ALICE).status == 1
