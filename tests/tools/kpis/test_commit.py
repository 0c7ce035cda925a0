"""Commit and best case roll up what is signed and what is counted on (tests/company.py)."""

import pytest

from storage.database import Database
from tests.company import ALICE, CAMILLE, FIONA, MARCUS, OLIVER
from tests.conftest import TODAY
from tests.tools.conftest import Asked, rows_of
from tools.engine.compute import desk
from tools.engine.people import person_by_email
from tools.toolbox import run_tool

BOOKED = 36_000 + 200_000 + 60_000


def test_commit_is_what_is_signed_and_what_is_committed(figure: Asked) -> None:
    found = figure(MARCUS, "commit")
    assert (found.value, found.n) == (BOOKED + 100_000, 4)  # O1 is the one open deal in commit
    assert figure(ALICE, "commit").value == 60_000 + 100_000
    assert figure(FIONA, "commit", ["segment=SMB"]).value == pytest.approx(36_000)
    assert figure(MARCUS, "commit", by="forecast_category").rows is not None
    assert figure(MARCUS, "commit", ["amount>=100000"]).value == 200_000 + 100_000


def test_best_case_takes_in_commit(figure: Asked) -> None:
    assert figure(MARCUS, "best_case").value == BOOKED + 100_000  # O2 left the best case
    everything = figure(MARCUS, "best_case", period="all")
    assert everything.value == 22_000 + BOOKED + 100_000 + 15_000 + 40_000
    assert figure(MARCUS, "best_case", period="2027-Q1").value == 15_000


def test_an_omitted_deal_stays_out(figure: Asked) -> None:
    assert figure(OLIVER, "best_case").value == figure(OLIVER, "bookings").value


def test_as_it_stood_on_a_past_day(figure: Asked) -> None:
    # O2 was in the best case until 20 November; on 25 October only O6 had been won
    assert figure(MARCUS, "best_case", as_of="2026-11-19").value == BOOKED + 150_000
    assert figure(MARCUS, "commit", as_of="2026-10-25").value == 200_000 + 100_000
    assert figure(ALICE, "commit", as_of="2026-10-10").value == 120_000
    week = figure(MARCUS, "best_case", compare="this_quarter@2026-11-19").compared_to
    assert week is not None
    assert week.value == BOOKED + 150_000


def test_a_trend_and_a_breakdown(figure: Asked) -> None:
    by_month = figure(MARCUS, "commit", by="month")
    assert rows_of(by_month) == pytest.approx(
        {"2026-10": 200_000, "2026-11": 96_000, "2026-12": 100_000}
    )
    by_rep = figure(MARCUS, "commit", by="rep")
    assert rows_of(by_rep) == pytest.approx({CAMILLE: 200_000, ALICE: 160_000, OLIVER: 36_000})


def test_both_kinds_of_deals_stand_behind_it(company: Database) -> None:
    with company.reading() as connection:
        person = person_by_email(connection, MARCUS)
        assert person is not None
        found = run_tool("deals", desk(connection, TODAY), person, {"kpi": "commit"})
    assert [deal.id for deal in found.deals] == ["O6", "O1", "O12", "O5"]
    assert found.deal_count == 4
