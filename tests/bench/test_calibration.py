"""The back-test of win probabilities: scores by hand, and what it finds on invented deals."""

import statistics
from pathlib import Path

import pytest

from bench.calibration import (
    CUT,
    MAVEN,
    MAVEN_DAYS,
    TODAY,
    Scored,
    entered_after,
    invented,
    lines,
    maven,
    open_that_day,
    score,
)


def test_scores_by_hand() -> None:
    # Errors 0.4, 0.6, 0.1; two deals at 0.6 of which one was won, and one at 0.1 that was not.
    found = score([0.6, 0.6, 0.1], [True, False, False])
    assert found.brier == pytest.approx((0.16 + 0.36 + 0.01) / 3)
    assert found.calibration_error == pytest.approx((2 * 0.1 + 0.1) / 3)
    assert found.n == 3
    sure = score([1.0, 0.0], [True, False])
    assert (sure.brier, sure.calibration_error) == (0, 0)


def test_a_method_without_probabilities_says_so() -> None:
    told = list(lines("here", [Scored(True, 0.5, None, 0.25)]))
    assert told == [
        "| here | calibrated | 0.2500 | 0.5000 | 1 |",
        "| here | CRM's stage weights | – | – | 0 |",
        "| here | base rate | 0.5625 | 0.7500 | 1 |",
    ]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Scored], list[Scored]]:
    store = invented(tmp_path_factory.mktemp("backtest"), 2_000, 24)
    found = open_that_day(store, CUT, TODAY), entered_after(store, CUT, TODAY)
    store.close()
    return found


def gains(deals: list[Scored]) -> list[float]:
    """How much less each deal's squared error is than by the base rate."""
    return [(d.base - d.won) ** 2 - ((d.calibrated or 0) - d.won) ** 2 for d in deals]


def test_no_worse_than_the_base_rate_on_deals_of_the_sample(
    sample: tuple[list[Scored], list[Scored]],
) -> None:
    for deals in sample:
        assert len(deals) > 100
        found = gains(deals)
        noise = statistics.stdev(found) / len(found) ** 0.5
        assert statistics.mean(found) > -2 * noise


def test_better_than_the_base_rate_as_deals_enter_their_stages(
    sample: tuple[list[Scored], list[Scored]],
) -> None:
    found = gains(sample[1])
    assert statistics.mean(found) > 3 * statistics.stdev(found) / len(found) ** 0.5


@pytest.mark.skipif(not MAVEN.is_dir(), reason="the data set is not here")
def test_one_stage_and_no_segments_leave_the_base_rate(tmp_path: Path) -> None:
    store = maven(tmp_path, MAVEN)
    deals = open_that_day(store, *MAVEN_DAYS)
    store.close()
    assert len(deals) == 970
    assert {deal.calibrated for deal in deals} == {deal.base for deal in deals}
    assert {deal.crm for deal in deals} == {None}
