"""The bot's own projection: its parts, its range, its scope, and its way of saying how thin
the history is. The sums behind it are recomputed in tests/tools/engine/test_projection.py."""

from pathlib import Path

import pytest

from storage.database import Database
from tests.company import ALICE, CAMILLE, FILES, FIONA, MARCUS, OLIVER, PRIYA, headers, settle
from tests.conftest import TODAY
from tests.tools.conftest import Asked, rows_of
from tools.engine.compute import compute, desk
from tools.engine.people import person_by_email
from tools.engine.request import parse_request


def test_the_parts_add_up_to_the_value_within_the_range(figure: Asked) -> None:
    found = figure(MARCUS, "forecast")
    facts = found.facts
    assert found.value is not None
    assert facts["won"] + facts["open"] + facts["to_come"] == pytest.approx(found.value)
    assert facts["low"] < found.value < facts["high"]
    assert (facts["p10"], facts["p50"], facts["p90"]) == (
        facts["low"],
        found.value,
        facts["high"],
    )
    assert facts["won"] == figure(MARCUS, "bookings").value == 296_000
    # O5, O6 and O12 are won; O1, O2, O3 and O9 are due in the quarter.
    assert found.n == 7


def test_the_same_store_gives_the_same_figure(figure: Asked) -> None:
    assert figure(MARCUS, "forecast") == figure(MARCUS, "forecast")


def test_each_sees_their_own(figure: Asked) -> None:
    camille, oliver = figure(CAMILLE, "forecast"), figure(OLIVER, "forecast")
    assert camille.facts["won"] == 200_000
    assert oliver.facts["won"] == 36_000
    by_rep = rows_of(figure(FIONA, "forecast", by="rep"))
    assert by_rep.keys() == {ALICE, OLIVER, PRIYA}
    assert by_rep[OLIVER] == oliver.value
    assert figure(OLIVER, "forecast", [f"rep={ALICE}"]).status == "denied"


def test_a_period_that_is_over_is_known(figure: Asked) -> None:
    past = figure(MARCUS, "forecast", period="2026-Q2")
    assert past.value == pytest.approx(22_000)
    assert past.facts == {"over": 1, "low": past.value, "high": past.value}
    months = figure(MARCUS, "forecast", period="2026-Q4", by="month")
    assert rows_of(months)["2026-10"] == 200_000
    assert months.rows is not None
    assert [row.n for row in months.rows] == [1, 3, 3]


def test_of_all_time_there_is_no_end(figure: Asked) -> None:
    assert figure(MARCUS, "forecast", period="all").reason == "needs_period"
    refused = figure(MARCUS, "forecast", ["stage=Discovery"])
    assert (refused.status, refused.reason) == ("declined", "filter_not_honoured")


def test_the_chance_is_that_of_the_target_asked_about(figure: Asked) -> None:
    team = figure(FIONA, "forecast")
    assert team.facts["target"] == 400_000
    assert 0 <= team.facts["chance"] < 0.1  # 96,000 won, and 162,000 open in the quarter
    assert "chance" not in figure(FIONA, "forecast", ["industry=Forestry"]).facts
    small = figure(CAMILLE, "forecast")
    assert (small.facts["target"], small.facts["chance"]) == (184_000, 1)


def test_as_of_a_past_day_nothing_later_is_known(figure: Asked) -> None:
    before = figure(MARCUS, "forecast", period="2026-Q4", as_of="2026-10-19")
    assert before.facts["won"] == 0
    after = figure(MARCUS, "forecast", period="2026-Q4", as_of="2026-10-20")
    assert after.facts["won"] == 200_000


def test_what_is_omitted_stays_out(database: Database, tmp_path: Path) -> None:
    left_out = FILES["opportunities"].replace("Proposal,commit,,", "Proposal,omitted,,")
    store = settle(database, tmp_path / "omitted", opportunities=left_out)
    with store.reading() as connection:
        marcus = person_by_email(connection, MARCUS)
        assert marcus is not None
        found = compute(desk(connection, TODAY), marcus, parse_request({"kpi": "forecast"}))
    assert found.n == 6


def test_without_a_past_period_the_stage_weights_stand_in(
    database: Database, tmp_path: Path
) -> None:
    people = f"email,name,role\n{ALICE},Alice Lindqvist,rep\n"
    deals = (
        "id,name,owner_email,amount,stage,created_on,close_on\n"
        + f"N1,One,{ALICE},100000,Proposal,2026-11-02,2026-12-15\n"
        + f"N2,Two,{ALICE},50000,Proposal,2026-11-02,2027-02-15\n"
    )
    empty = headers(*(name for name in FILES if name not in {"people", "stages", "opportunities"}))
    store = settle(database, tmp_path / "new", people=people, opportunities=deals, **empty)
    with store.reading() as connection:
        alice = person_by_email(connection, ALICE)
        assert alice is not None
        found = compute(desk(connection, TODAY), alice, parse_request({"kpi": "forecast"}))
    # One deal at 0.6: it is there in more than half of all draws, and the other is not due.
    assert found.value == 100_000
    assert found.facts["mean"] == pytest.approx(60_000)
    assert (found.facts["low"], found.facts["high"]) == (0, 100_000)
    assert found.facts["learnt_from"] == {"periods": 0, "closed_deals": 0, "won_deals": 0}
    assert found.facts["track_record"]["periods"] == []
