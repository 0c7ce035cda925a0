"""What each rep brings in, and what each new customer costs (tests/company.py)."""

from pathlib import Path

import pytest

from storage.database import Database
from tests.company import ALICE, CAMILLE, FIONA, MARCUS, NICOLAS, OLIVER, PRIYA, SOFIE, settle
from tests.conftest import TODAY
from tests.tools.conftest import Asked, rows_of
from tools.engine.compute import compute, desk
from tools.engine.people import person_by_email
from tools.engine.request import parse_request


def test_bookings_are_shared_among_the_reps_of_the_time(figure: Asked) -> None:
    found = figure(MARCUS, "bookings_per_rep")
    assert (found.value, found.n) == (pytest.approx(296_000 / 4), 3)  # Lena left in June
    assert figure(MARCUS, "bookings_per_rep", period="2026-Q2").value == pytest.approx(22_000 / 5)
    assert figure(MARCUS, "bookings_per_rep", period="all").value == pytest.approx(318_000 / 5)
    assert figure(FIONA, "bookings_per_rep").value == pytest.approx(96_000 / 3)
    assert figure(ALICE, "bookings_per_rep").value == 60_000


def test_each_group_has_reps_of_its_own(figure: Asked) -> None:
    by_team = figure(MARCUS, "bookings_per_rep", by="team")
    assert rows_of(by_team) == pytest.approx({"West": 200_000, "North": 32_000})
    by_rep = figure(MARCUS, "bookings_per_rep", by="rep")
    assert rows_of(by_rep) == pytest.approx(
        {CAMILLE: 200_000, ALICE: 60_000, OLIVER: 36_000, PRIYA: 0}
    )
    by_month = figure(MARCUS, "bookings_per_rep", by="month")
    assert rows_of(by_month) == pytest.approx({"2026-10": 50_000, "2026-11": 24_000})
    assert figure(MARCUS, "bookings_per_rep", [f"rep={FIONA}"]).reason == "no_reps"


def test_people_cannot_be_cut_by_what_deals_have(figure: Asked) -> None:
    filtered = figure(MARCUS, "bookings_per_rep", ["segment=SMB"])
    assert (filtered.status, filtered.reason) == ("declined", "filter_not_honoured")
    assert figure(MARCUS, "bookings_per_rep", by="product").status == "declined"
    assert figure(ALICE, "bookings_per_rep", ["team=North"]).status == "denied"


def test_costs_of_the_period_by_customers_new_in_it(figure: Asked) -> None:
    # 30 of 60 days of 60,000; all of 31,000; 30,000 GBP at 1.20. Thames had bought before.
    found = figure(MARCUS, "cac")
    assert (found.value, found.n) == (pytest.approx((30_000 + 31_000 + 36_000) / 2), 2)
    assert figure(SOFIE, "cac", period="2026-10").value == pytest.approx(61_000)
    assert figure(MARCUS, "cac", period="all").value == pytest.approx(
        (60_000 + 31_000 + 36_000) / 3
    )
    by_month = figure(MARCUS, "cac", by="month")
    assert rows_of(by_month) == pytest.approx({"2026-10": 61_000, "2026-11": 18_000})


def test_no_customer_and_no_cost_have_their_reasons(figure: Asked) -> None:
    assert figure(MARCUS, "cac", period="2026-09").reason == "no_new_customers"
    assert figure(MARCUS, "cac", period="2026-Q2").reason == "no_costs"


@pytest.mark.parametrize(
    ("who", "where", "by"),
    [
        (ALICE, [], None),
        (NICOLAS, [], None),
        (MARCUS, ["segment=SMB"], None),
        (MARCUS, ["team=North"], None),
        (MARCUS, [], "product"),
        (MARCUS, [], "rep"),
    ],
)
def test_costs_are_the_whole_companys(
    figure: Asked, who: str, where: list[str], by: str | None
) -> None:
    found = figure(who, "cac", where, by=by)
    assert (found.status, found.reason) == ("declined", "costs_are_the_companys")


def test_costs_without_a_rate_are_refused(database: Database, tmp_path: Path) -> None:
    costs = "starts_on,ends_on,kind,amount,currency\n2026-10-01,2026-10-31,sales,1000,SEK\n"
    settle(database, tmp_path / "veridia", costs=costs)
    with database.reading() as connection:
        asker = person_by_email(connection, MARCUS)
        assert asker is not None
        found = compute(desk(connection, TODAY), asker, parse_request({"kpi": "cac"}))
    assert (found.status, found.reason) == ("declined", "no_exchange_rate")
