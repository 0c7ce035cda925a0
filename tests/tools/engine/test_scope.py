"""Scope: each asker gets their own rows, and a refusal never says what exists."""

import pytest

from tests.company import ALICE, CAMILLE, FIONA, MARCUS, NICOLAS, OLIVER, SOFIE
from tests.tools.conftest import Asked


@pytest.mark.parametrize(
    ("who", "kind", "of", "value"),
    [
        (ALICE, "rep", ALICE, 150_000),
        (FIONA, "team", FIONA, 162_000),
        (NICOLAS, "team", NICOLAS, 0),
        (MARCUS, "company", "Veridia", 162_000),
        (SOFIE, "company", "Veridia", 162_000),
    ],
)
def test_scope_follows_the_asker(figure: Asked, who: str, kind: str, of: str, value: float) -> None:
    found = figure(who, "pipeline")
    assert (found.scope.kind, found.scope.of, found.value) == (kind, of, value)


@pytest.mark.parametrize(
    "where",
    [
        f"rep={OLIVER}",
        "rep=nobody@veridia.example",
        f"manager={FIONA}",
        "team=North",
        "team=West",
        "team=Nowhere",
    ],
)
def test_a_rep_is_denied_others_in_the_same_words(figure: Asked, where: str) -> None:
    found = figure(ALICE, "pipeline", [where])
    assert (found.status, found.value, found.n) == ("denied", None, 0)
    assert found.where == {}


def test_refusals_do_not_tell_whether_somebody_exists(figure: Asked) -> None:
    real = figure(ALICE, "pipeline", [f"rep={OLIVER}"])
    invented = figure(ALICE, "pipeline", ["rep=nobody@veridia.example"])
    assert real == invented


def test_an_account_out_of_sight_is_as_unknown_as_an_invented_one(figure: Asked) -> None:
    hidden = figure(ALICE, "pipeline", ["account=Loire Assurances"])
    assert (hidden.status, hidden.reason) == ("declined", "unknown_value")
    assert "Loire Assurances" not in hidden.facts["nearest"]


def test_a_manager_sees_their_people_and_nobody_else(figure: Asked) -> None:
    assert figure(FIONA, "pipeline", [f"rep={ALICE}"]).value == 150_000
    assert figure(FIONA, "pipeline", [f"rep={CAMILLE}"]).status == "denied"
    assert figure(FIONA, "pipeline", ["team=West"]).status == "denied"


def test_own_name_is_no_secret(figure: Asked) -> None:
    assert figure(ALICE, "pipeline", [f"rep={ALICE}"]).value == 150_000
    assert [row.by for row in figure(ALICE, "pipeline", by="rep").rows or []] == [{"rep": ALICE}]


def test_me_against_the_team(figure: Asked) -> None:
    # Three people of North closed deals in 2026 (Alice, Oliver and Priya): 3 won, 1 lost.
    team = figure(ALICE, "win_rate", ["team=North"], period="2026")
    assert (team.status, team.value) == ("answered", pytest.approx(3 / 4))
    assert (team.scope.kind, team.scope.of) == ("team", "North")
    by_manager = figure(ALICE, "win_rate", [f"manager={FIONA}"], period="2026")
    assert by_manager.value == pytest.approx(3 / 4)


def test_sums_counts_and_breakdowns_of_the_group_are_denied(figure: Asked) -> None:
    for kpi in ("bookings", "deals_won", "average_deal", "cycle_time"):
        assert figure(ALICE, kpi, ["team=North"], period="2026").status == "denied"
    assert figure(ALICE, "win_rate", ["team=North"], period="2026", by="rep").status == "denied"


def test_fewer_than_three_people_stay_private(figure: Asked) -> None:
    found = figure(CAMILLE, "win_rate", ["team=West"], period="2026")
    assert (found.status, found.reason) == ("denied", "average_too_few")


def test_the_company_average(figure: Asked) -> None:
    found = figure(ALICE, "win_rate", ["team=*"], period="2026")
    assert (found.status, found.value) == ("answered", pytest.approx(4 / 6))
    assert figure(ALICE, "pipeline", ["team=*"]).status == "denied"
    assert figure(NICOLAS, "win_rate", ["team=*"], period="2026").value == pytest.approx(4 / 6)
