"""`pilote coach` and `pilote arbitrate`: for managers, about their people, in both languages."""

import pytest

from tests.bot.commands.conftest import Command
from tests.company import ALICE, CAMILLE, FIONA, OLIVER

pytestmark = pytest.mark.usefixtures("store")


def test_the_sheet_of_one_person_is_markdown(pilote: Command) -> None:
    ran = pilote("coach", "--as", FIONA, "--for", ALICE, "--json")
    assert ran.status == 0
    draft = ran.json["draft"]
    assert draft["kind"] == "one_to_one"
    assert draft["markdown"].startswith("# One-to-one · Alice Lindqvist")
    assert "## Where numbers differ" in draft["markdown"]
    assert "Thames" not in draft["markdown"]  # Oliver's
    assert ran.json["coaching"]["people"] == [ALICE]


@pytest.mark.parametrize(
    "typed", [("coach", "--as", ALICE), ("coach", "--as", FIONA, "--for", CAMILLE)]
)
def test_refused(pilote: Command, typed: tuple[str, ...]) -> None:
    ran = pilote(*typed)
    assert (ran.status, ran.err) == (1, "")
    assert "for managers" in ran.out or "nobody has the email" in ran.out


def test_moves_in_french(pilote: Command) -> None:
    ran = pilote(
        *("arbitrate", "--as", FIONA, "--locale", "fr"), "--move", f"Norrland Timber={OLIVER}"
    )
    told = " ".join(ran.out.split())  # French numbers have blanks of several kinds
    assert "Oliver Hartley : pipeline 12 000 € → 162 000 €" in told
    assert pilote("arbitrate", "--as", FIONA, "--move", "Norrland").status == 2
