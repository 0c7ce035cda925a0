"""What was submitted 30 days before a period ended, beside what was booked (tests/company.py)."""

import pytest

from tests.company import ALICE, CAMILLE, FIONA, MARCUS, NICOLAS, OLIVER
from tests.tools.conftest import Asked, rows_of


def test_the_commit_of_thirty_days_before_is_held_to_bookings(figure: Asked) -> None:
    # Marcus said 30,000 on 15 May (20,000 on 20 June came too late), 22,000 were booked
    found = figure(MARCUS, "forecast_accuracy", period="2026-Q2")
    assert (found.value, found.n) == (pytest.approx(1 - 8 / 22), 1)
    assert figure(MARCUS, "forecast_bias", period="2026-Q2").value == pytest.approx(8 / 22)
    # Fiona submitted 22,000 late on 31 May, the last day that counts
    assert figure(FIONA, "forecast_accuracy", period="2026-Q2").value == pytest.approx(1)
    assert figure(MARCUS, "forecast_bias", ["team=North"], period="2026-Q2").value == pytest.approx(
        0
    )


def test_only_what_is_over_has_a_value(figure: Asked) -> None:
    for kpi in ("forecast_accuracy", "forecast_bias"):
        for period in ("this_quarter", "2026", "all", "next_quarter", "2026-11-23"):
            found = figure(MARCUS, kpi, period=period)
            assert (found.status, found.value, found.reason) == (
                "answered",
                None,
                "period_not_over",
            )
        assert figure(MARCUS, kpi, period="2024").reason == "not_submitted_in_time"
        assert figure(OLIVER, kpi, period="2026-Q2").reason == "not_submitted_in_time"
        declined = figure(MARCUS, kpi, period="2026-Q2", as_of="2026-07-01")
        assert (declined.status, declined.reason) == ("declined", "as_of_not_honoured")


def test_each_group_is_held_to_what_it_booked(figure: Asked) -> None:
    by_team = figure(MARCUS, "forecast_accuracy", period="2026-Q2", by="team")
    assert rows_of(by_team) == pytest.approx({"North": 1})
    by_manager = figure(MARCUS, "forecast_accuracy", period="2026-Q2", by="manager")
    assert rows_of(by_manager) == pytest.approx({FIONA: 1, MARCUS: 1 - 8 / 22})
    by_rep = figure(MARCUS, "forecast_accuracy", period="2026-Q2", by="rep")
    assert [(row.by["rep"], row.reason) for row in by_rep.rows or []] == [
        (OLIVER, "not_submitted_in_time")
    ]


def test_a_managers_commit_is_none_for_their_own_deals(figure: Asked) -> None:
    found = figure(MARCUS, "forecast_accuracy", [f"rep={FIONA}"], period="2026-Q2")
    assert found.reason == "not_submitted_in_time"
    assert figure(MARCUS, "submitted_commit", [f"rep={FIONA}"], period="2026-Q2").value == 22_000


def test_a_trend_holds_each_period_to_its_own_forecast(figure: Asked) -> None:
    found = figure(MARCUS, "forecast_accuracy", period="2026", by="quarter")
    assert rows_of(found) == pytest.approx({"2026-Q2": 1 - 8 / 22})
    assert found.reason == "period_not_over"


@pytest.mark.parametrize("who", [ALICE, CAMILLE, NICOLAS])
def test_it_is_nobodys_average(figure: Asked, who: str) -> None:
    found = figure(who, "forecast_bias", ["team=*"], period="2026-Q2")
    assert (found.status, found.value) == ("denied", None)
