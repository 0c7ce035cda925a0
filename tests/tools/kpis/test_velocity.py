"""Velocity: what is open today, at the pace of the last 365 days (tests/company.py)."""

import pytest

from tests.company import ALICE, CAMILLE, FIONA, MARCUS, PRIYA
from tests.tools.conftest import Asked, rows_of

# 4 won (22,000, 36,000, 200,000 and 60,000 in 80, 90, 190 and 127 days), 2 lost, 6 open
COMPANY = 6 * (4 / 6) * (318_000 / 4) / (487 / 4)


def test_what_moves_through_the_pipeline_in_a_day(figure: Asked) -> None:
    found = figure(MARCUS, "velocity")
    assert found.value == pytest.approx(COMPANY)
    assert (found.n, found.unit, found.currency) == (6, "money_per_day", "EUR")
    assert (found.period.starts_on, found.period.ends_on) == (None, None)
    assert figure(MARCUS, "velocity", period="2024").value == pytest.approx(COMPANY)
    assert figure(ALICE, "velocity").value == pytest.approx(2 * 60_000 / 127)


def test_breakdowns_and_filters(figure: Asked) -> None:
    by_rep = rows_of(figure(MARCUS, "velocity", by="rep"))
    assert by_rep[CAMILLE] == pytest.approx(2 * (1 / 2) * 200_000 / 190)
    assert by_rep[PRIYA] is None
    large = figure(MARCUS, "velocity", ["amount>=100000"])
    assert large.value == pytest.approx(1 * 1 * 200_000 / 190)
    assert figure(PRIYA, "velocity").reason == "nothing_won_in_a_year"


def test_as_it_stood_on_a_past_day(figure: Asked) -> None:
    # before O5 was won: 7 open, 3 won, 2 lost
    expected = 7 * (3 / 5) * (282_000 / 3) / (397 / 3)
    assert figure(MARCUS, "velocity", as_of="2026-11-08").value == pytest.approx(expected)
    found = figure(MARCUS, "velocity", compare="this_quarter@2026-11-08").compared_to
    assert found is not None
    assert found.value == pytest.approx(expected)


@pytest.mark.parametrize("cut", ["stage", "forecast_category", "lost_reason", "month"])
def test_what_only_open_or_only_closed_deals_have_is_refused(figure: Asked, cut: str) -> None:
    assert figure(MARCUS, "velocity", by=cut).reason == "breakdown_not_honoured"


def test_a_period_is_nothing_to_compare_with(figure: Asked) -> None:
    found = figure(MARCUS, "velocity", compare="last_quarter")
    assert (found.status, found.reason) == ("declined", "takes_no_period")


def test_it_is_no_average_of_the_group(figure: Asked) -> None:
    assert figure(ALICE, "velocity", [f"manager={FIONA}"]).status == "denied"
