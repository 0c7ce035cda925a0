"""`pilote flag` and `pilote unflag`."""

import pytest

from tests.bot.commands.conftest import Command
from tests.company import ALICE, CAMILLE

pytestmark = pytest.mark.usefixtures("store")


def test_flagged_and_cleared(pilote: Command) -> None:
    done = pilote("flag", "Norrland rollout", "champion left", "--as", ALICE)
    assert (done.status, done.out) == (
        0,
        "Norrland rollout (Norrland Timber) is flagged as at risk: champion left\n",
    )
    listed = pilote("deals", "--at-risk", "--as", ALICE, "--json").json["deals"]
    assert "flagged" in {one["signal"] for deal in listed for one in deal["signals"]}
    assert pilote("unflag", "O1", "--as", ALICE).out.startswith("The flag on Norrland rollout")


def test_unclear_unknown_and_not_theirs(pilote: Command) -> None:
    unclear = pilote("flag", "Norrland", "why", "--as", ALICE)
    assert (unclear.status, unclear.out) == (1, "")
    assert "• O1 · Norrland rollout (Norrland Timber)" in unclear.err
    refused = pilote("flag", "O1", "why", "--as", CAMILLE)
    assert (refused.status, refused.err[:29]) == (1, "Parmi les affaires que vous p")
    assert pilote("unflag", "O1", "--as", ALICE).status == 1
