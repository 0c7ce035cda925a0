"""`pilote mend` and `pilote undo`: shown before and after, confirmed, written, taken back."""

import io

import pytest

from tests.bot.commands.conftest import Command
from tests.company import ALICE, CAMILLE, FIONA

pytestmark = pytest.mark.usefixtures("store")


def answering(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(said))


def amount(pilote: Command) -> str:
    deals = pilote("deals", "--as", ALICE, "--json").json["deals"]
    return next(str(deal["amount"]) for deal in deals if deal["id"] == "O1")


def test_mended_after_a_look_and_taken_back(
    pilote: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = ("mend", "O1", "--amount", "90000", "--contact", "Nils Ek", "--as", ALICE)
    answering(monkeypatch, "n\n")
    refused = pilote(*wanted)
    assert (refused.status, refused.out) == (1, "")
    assert "• Amount: 100,000 → 90,000\n• Contact: (none) → Nils Ek\n" in refused.err
    assert refused.err.endswith("so? [y/N] Nothing was changed.\n")
    assert amount(pilote) == "100000.00"
    answering(monkeypatch, "y\n")
    done = pilote(*wanted)
    assert done.status == 0
    assert done.out.startswith("Norrland rollout (Norrland Timber) is mended:\n• Amount: 100,000")
    assert f"pilote undo --as {ALICE}" in done.err
    assert amount(pilote) == "90000.00"
    assert pilote("undo", "--as", FIONA, "--yes").status == 1  # it is Alice's
    answering(monkeypatch, "")  # nobody there to answer
    assert pilote("undo", "--as", ALICE).status == 1
    answering(monkeypatch, "y\n")
    back = pilote("undo", "Norrland rollout", "--as", ALICE)
    assert "• Amount: 100,000 → 90,000" in back.err
    assert back.out == "Undone: Norrland rollout is as it was.\n"
    assert amount(pilote) == "100000.00"
    assert pilote("undo", "--as", ALICE, "--yes").status == 1


def test_every_kind_of_change_is_taken_back_in_words(pilote: Command) -> None:
    pilote("flag", "O1", "champion left", "--as", ALICE)
    pilote("checklist", "O1", "--tick", "pain", "--yes", "--as", ALICE)
    ticked = pilote("undo", "--as", ALICE, "--yes")
    assert ticked.out == "Undone: “Identified pain” of Norrland rollout is not ticked any more.\n"
    assert pilote("undo", "--as", ALICE, "--yes").out.startswith("Undone: Norrland rollout is not")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("Norrland", "--amount", "1"), "• O1 · Norrland rollout (Norrland Timber)"),
        (("O6", "--amount", "1"), "est gagnée"),
        (("O7", "--amount", "1"), "est perdue"),
        (("O1", "--amount", "1"), "aucune ne s'appelle « O1 »"),
        ((" ", "--amount", "1"), "Nommez l'affaire"),
        (("x" * 5_000, "--amount", "1"), f"« {'x' * 80}… »"),
        (("\x07<b>", "--amount", "1"), "« <b> »"),
        (("O8",), "Rien ne diff"),
        (("O8", "--amount", "-5"), "montant"),
        (("O8", "--close-on", "soon"), "aujourd'hui"),
        (("O8", "--stage", "Closed Won"), "Closed Won"),
    ],
)
def test_what_cannot_be_says_why(pilote: Command, given: tuple[str, ...], said: str) -> None:
    who = ALICE if given[0] == "Norrland" else CAMILLE
    refused = pilote("mend", *given, "--as", who, "--yes")
    assert refused.status in {1, 2}
    assert refused.out == ""
    assert said in refused.err
