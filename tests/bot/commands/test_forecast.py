"""`pilote forecast`: the sheet, a submission, and how forecasts of the past came out."""

import pytest

from tests.bot.commands.conftest import Command
from tests.company import ALICE, FIONA, MARCUS, NICOLAS, OLIVER, SOFIE

pytestmark = pytest.mark.usefixtures("store")


def test_the_sheet_in_words_and_as_data(pilote: Command) -> None:
    told = pilote("forecast", "--as", FIONA)
    assert told.status == 0
    assert "Submitted: commit €352,000 · 20 Nov 2026, 09:00 · “Two more came in”" in told.out
    assert "Before: €300,000 (5 Oct) → €320,000 (13 Nov)" in told.out
    assert "Alice Lindqvist: commit €150,000, best case €160,000" in told.out
    assert "Not submitted yet (2): Oliver Hartley, Priya Raman" in told.out
    data = pilote("forecast", "--as", FIONA, "--json").json
    assert (data["submitted"], data["standing"]["commit"]) == (False, 352_000)
    assert [figure["kpi"] for figure in data["figures"]][-1] == "forecast"
    french = pilote("forecast", "--as", NICOLAS, "--period", "2026-Q4").out
    assert "Pas encore soumis : Camille Roux" in french


def test_a_submission_stands_and_is_exported_and_imported_again(
    pilote: Command, tmp_path: object
) -> None:
    done = pilote(
        "forecast",
        "--as",
        OLIVER,
        "--commit",
        "80k",
        "--best-case",
        "90 000",
        "--comment",
        "GBP up",
    )
    assert done.status == 0
    assert "commit €80,000, best case €90,000" in done.out
    folder = f"{tmp_path}/out"
    assert pilote("export", folder).status == 0
    assert pilote("import", folder).status == 0
    data = pilote("forecast", "--as", OLIVER, "--json").json
    assert [made["origin"] for made in data["history"]] == ["pilote"]
    assert pilote("kpi", "submitted_commit", "--as", OLIVER, "--json").json["value"] == 80_000


def test_what_cannot_be_submitted(pilote: Command) -> None:
    assert pilote("forecast", "--as", SOFIE).status == 1
    assert pilote("forecast", "--as", "nobody@veridia.example").status == 1
    assert pilote("forecast", "--as", ALICE, "--period", "2026-Q3").status == 2
    for amount in ("a lot", "-5", "£5", "40%"):
        assert pilote("forecast", "--as", ALICE, f"--commit={amount}").status == 2
    assert pilote("forecast", "--as", ALICE, "--best-case", "5").status == 2
    assert len(pilote("forecast", "--as", ALICE, "--json").json["history"]) == 1


def test_how_forecasts_came_out(pilote: Command) -> None:
    told = pilote("forecast", "--as", MARCUS, "--track-record")
    assert told.status == 0
    data = pilote("forecast", "--as", MARCUS, "--track-record", "--json").json
    assert {"for", "methods"} == data.keys()
