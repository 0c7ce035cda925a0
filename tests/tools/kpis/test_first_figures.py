"""The first figures against sums that a reader can do by hand (see tests/company.py)."""

import pytest

from tests.company import ALICE, CAMILLE, FIONA, MARCUS, OLIVER
from tests.tools.conftest import Asked


@pytest.mark.parametrize(
    ("kpi", "value", "n"),
    [
        ("pipeline", 100_000 + 50_000 + 12_000, 4),  # O9 has no amount but is a deal
        ("pipeline_count", 4, 4),
        ("weighted_pipeline", 60_000 + 25_000 + 1_200, 4),  # O2's own 0.5, else the stage's
        ("quota", 150_000 + 120_000 + 92_000 + 184_000, 4),
        ("bookings", 36_000 + 200_000 + 60_000, 3),
        ("deals_won", 3, 3),
        ("deals_lost", 2, 2),
        ("coverage", 162_000 / 546_000, 4),
        ("remaining_coverage", 162_000 / 250_000, 4),
        ("quota_attainment", 296_000 / 546_000, 3),
        ("gap_to_quota", 250_000, 3),
        ("win_rate", 3 / 5, 5),
        ("win_rate_by_value", 296_000 / 381_000, 5),
        ("average_deal", 296_000 / 3, 3),
        ("cycle_time", 127, 3),  # 90, 127 and 190 days
    ],
)
def test_company_this_quarter(figure: Asked, kpi: str, value: float, n: int) -> None:
    found = figure(MARCUS, kpi)
    assert found.status == "answered"
    assert found.value == pytest.approx(value)
    assert found.n == n


def test_each_sees_their_own(figure: Asked) -> None:
    assert figure(ALICE, "pipeline").value == 150_000
    assert figure(FIONA, "pipeline").value == 162_000
    assert figure(CAMILLE, "bookings").value == 200_000
    assert figure(ALICE, "coverage").value == pytest.approx(1.0)


def test_a_team_counts_by_its_own_quota_else_by_its_members(figure: Asked) -> None:
    assert figure(FIONA, "quota").value == 400_000
    assert figure(MARCUS, "quota", ["team=North"]).value == 400_000
    assert figure(MARCUS, "quota", ["team=West"]).value == 184_000
    assert figure(MARCUS, "quota", [f"rep={ALICE}", f"rep={OLIVER}"]).value == 270_000
    by_team = figure(MARCUS, "quota", by="team")
    assert {row.by["team"]: row.value for row in by_team.rows or []} == {
        "North": 400_000,
        "West": 184_000,
    }
    assert by_team.value == 546_000  # everyone is still the sum of the persons


def test_quota_is_prorated_by_days(figure: Asked) -> None:
    assert figure(CAMILLE, "quota", period="2026-10").value == pytest.approx(184_000 * 31 / 92)
    assert figure(CAMILLE, "quota", period="2026").value == 184_000
    by_month = figure(CAMILLE, "quota", by="month")
    months = [row.value for row in by_month.rows or []]
    assert months == pytest.approx([62_000, 60_000, 62_000])


def test_quota_of_a_segment_product_or_territory(figure: Asked) -> None:
    assert figure(MARCUS, "quota", ["segment=SMB"]).value == 90_000
    assert figure(MARCUS, "quota", ["product=Veridia Flow"]).value == 300_000
    assert figure(MARCUS, "quota", ["territory=France"]).value == 184_000
    assert figure(MARCUS, "coverage", ["segment=SMB"]).value == pytest.approx(12_000 / 90_000)
    assert figure(MARCUS, "quota", ["segment=Enterprise"]).reason == "no_quota"


@pytest.mark.parametrize(
    "where",
    [
        ["segment=SMB", "territory=France"],
        ["segment=SMB", "team=North"],
        ["segment!=SMB"],
        ["team!=North"],
        ["industry=Retail"],
        ["stage=Proposal"],
        ["amount>=1000"],
    ],
)
def test_a_quota_that_does_not_exist_is_refused(figure: Asked, where: list[str]) -> None:
    found = figure(MARCUS, "coverage", where)
    assert (found.status, found.value) == ("declined", None)


def test_no_denominator_gives_a_reason_and_no_value(figure: Asked) -> None:
    assert figure(MARCUS, "win_rate", period="2024").reason == "nothing_closed"
    assert figure(MARCUS, "average_deal", period="2024").reason == "nothing_won"
    assert figure(MARCUS, "cycle_time", period="2024").reason == "nothing_won"
    assert figure(MARCUS, "coverage", period="2024").reason == "no_quota"
    assert figure(CAMILLE, "remaining_coverage").reason == "target_met"
    assert figure(MARCUS, "bookings", period="2024").value == 0


def test_stage_conversion_is_one_value_for_each_stage(figure: Asked) -> None:
    found = figure(MARCUS, "stage_conversion")
    assert found.value is None
    rows = {row.by["stage"]: (row.value, row.n, row.given["sitting"]) for row in found.rows or []}
    assert rows == {
        "Qualification": (0.0, 1, 1),
        "Discovery": (0.5, 4, 1),  # O5 and O6 won, O7 lost, O2 still sits there
        "Proposal": (0.5, 2, 1),  # O5 went back, and won all the same
    }
    assert figure(MARCUS, "stage_conversion", ["stage=Discovery"]).value == 0.5
    assert figure(MARCUS, "stage_conversion", by="segment").reason == "one_stage"
    one = figure(MARCUS, "stage_conversion", ["stage=Discovery"], by="segment")
    assert {row.by["segment"]: row.value for row in one.rows or []} == {
        "Enterprise": pytest.approx(1 / 3),
        "SMB": 1.0,
    }


def test_money_is_converted_by_the_rate_of_its_day(figure: Asked) -> None:
    assert figure(OLIVER, "bookings", period="2026-Q2").value == pytest.approx(20_000 * 1.10)
    assert figure(OLIVER, "bookings", period="2026-Q4").value == pytest.approx(30_000 * 1.20)


def test_all_takes_in_deals_without_a_close_date(figure: Asked) -> None:
    assert figure(MARCUS, "pipeline", period="all").value == 162_000 + 15_000 + 40_000
    assert figure(MARCUS, "pipeline", period="next_quarter").value == 15_000
