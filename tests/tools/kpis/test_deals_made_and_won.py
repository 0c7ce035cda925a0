"""Figures of what was created, won and lost, against sums done by hand (tests/company.py)."""

from pathlib import Path

import pytest

from storage.database import Database
from tests.company import ALICE, CAMILLE, FILES, FIONA, MARCUS, OF_DEALS, OLIVER, headers, settle
from tests.conftest import TODAY
from tests.tools.conftest import Asked, rows_of
from tools.engine.compute import compute, desk
from tools.engine.people import person_by_email
from tools.engine.request import parse_request


@pytest.mark.parametrize(
    ("kpi", "value", "n"),
    [
        ("pipeline_created", 12_000 + 15_000, 3),  # O9 has no amount but was created
        ("deals_created", 3, 3),
        ("lost_value", 80_000 + 5_000, 2),
        ("median_deal", 60_000, 3),  # 36,000, 60,000 and 200,000
        ("average_discount", (0.25 + 0.2) / 3, 3),  # O12 gave none
        # O5: 36,000 won at 25 % off 48,000; O6: 200,000 at 20 % off 250,000
        ("discount_cost", 12_000 + 50_000, 3),
        ("discount_compliance", 2 / 3, 3),  # O5 gave 25 % of a product that allows 20 %
        ("cycle_time_mean", (90 + 127 + 190) / 3, 3),
        ("mrr", 1_200 + 5_000, 2),  # O4's six months ended on 20 November
        ("arr", 12 * 6_200, 2),
        ("new_mrr", 6_200, 2),
    ],
)
def test_company_this_quarter(figure: Asked, kpi: str, value: float, n: int) -> None:
    found = figure(MARCUS, kpi)
    assert (found.status, found.n) == ("answered", n)
    assert found.value == pytest.approx(value)


def test_created_deals_count_whatever_became_of_them(figure: Asked) -> None:
    # O5 closed at the rate of its day; O1 counts by today's amount
    q3 = figure(MARCUS, "pipeline_created", period="2026-Q3", by="rep")
    assert rows_of(q3)[ALICE] == 100_000 + 50_000 + 60_000
    assert rows_of(q3)[OLIVER] == pytest.approx(36_000)
    assert figure(MARCUS, "deals_created", period="2026-Q3").value == 6
    assert figure(CAMILLE, "deals_created").value == 2
    seen = figure(MARCUS, "deals_created", as_of="2026-10-09")
    assert seen.value == 1


def test_mrr_is_what_is_live_at_the_end_of_the_period(figure: Asked) -> None:
    assert figure(MARCUS, "mrr", period="2026-05-19").value == 0
    assert figure(MARCUS, "mrr", period="2026-Q2").value == pytest.approx(550)
    assert figure(MARCUS, "mrr", period="2026-11-19").value == pytest.approx(550 + 6_200)
    assert figure(MARCUS, "mrr", period="2026-11-20").value == pytest.approx(6_200)
    assert figure(MARCUS, "mrr", as_of="2026-11-19").value == pytest.approx(6_750)
    assert figure(MARCUS, "mrr", period="2027").value == pytest.approx(6_200)
    assert figure(OLIVER, "mrr", period="all").value == pytest.approx(1_200)
    by_team = figure(MARCUS, "mrr", by="team")
    assert rows_of(by_team) == {"West": pytest.approx(5_000), "North": pytest.approx(1_200)}


def test_a_trend_of_mrr_is_what_was_live_each_month(figure: Asked) -> None:
    found = figure(MARCUS, "mrr", period="2026", by="month")
    expected = {f"2026-{month:02}": 550 for month in range(5, 10)}
    expected |= {"2026-10": 5_550, "2026-11": 6_200}
    assert rows_of(found) == pytest.approx(expected)
    assert found.value == pytest.approx(6_200)
    assert figure(MARCUS, "mrr", period="all", by="month").reason == "trend_needs_period"


def test_a_term_that_a_month_is_too_short_for_ends_on_its_last_day(
    database: Database, tmp_path: Path
) -> None:
    deal = "O4,Pilot,,{},,1,EUR,Closed Won,closed,,2025-08-01,,2025-08-31,,,100,6,,,"
    header = FILES["opportunities"].splitlines()[0]
    deals = f"{header}\n{deal.format(ALICE)}\n"
    settle(database, tmp_path / "veridia", **{**headers(*OF_DEALS), "opportunities": deals})
    with database.reading() as connection:
        asker = person_by_email(connection, FIONA)
        assert asker is not None
        values = [
            compute(desk(connection, TODAY), asker, parse_request({"kpi": "mrr", "period": day}))
            for day in ("2025-08-30", "2025-08-31", "2026-02-27", "2026-02-28")
        ]
    assert [found.value for found in values] == [0, 100, 100, 0]


def test_nothing_won_gives_a_reason(figure: Asked) -> None:
    for kpi in ("median_deal", "average_discount", "discount_compliance", "cycle_time_mean"):
        assert figure(MARCUS, kpi, period="2024").reason == "nothing_won"
    assert figure(MARCUS, "lost_value", period="2024").value == 0
