"""A group's rate beside that of all: sums by hand, and bounds that hold whatever the counts."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.engine.shrinkage import Shrinkage, Tally, alone, estimate, learn, shrunk

TALLIES = st.lists(
    st.integers(0, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=1,
    max_size=8,
).map(lambda pairs: [Tally(*pair) for pair in pairs])


def test_the_weight_of_all_by_the_method_of_moments() -> None:
    # 36 and 12 of 60, 48 of 120 in all: spread 2 × 60 × 0.2² ÷ 0.24 = 20, 1 by chance;
    # room 120 − 7200 ÷ 120 − 1 = 59; correlation 19 ÷ 59, so that all weigh 59 ÷ 19 − 1 deals.
    small, large = Tally(36, 60), Tally(12, 60)
    learnt = learn([small, large])
    assert learnt == Shrinkage(pytest.approx(40 / 19))
    found = estimate(small, small + large, learnt)
    assert found.value == pytest.approx((36 + 40 / 19 * 0.4) / (60 + 40 / 19))
    assert 0.4 < found.value < 0.6


def test_groups_that_differ_no_more_than_by_chance_have_the_rate_of_all() -> None:
    groups = [Tally(24, 60), Tally(26, 60)]
    assert learn(groups) == Shrinkage(math.inf, "no_spread")
    whole = Tally(50, 120)
    assert estimate(groups[0], whole, learn(groups)) == alone(whole)


@pytest.mark.parametrize(
    "groups",
    [
        [Tally(3, 3), Tally(0, 3)],
        [Tally(0, 500), Tally(0, 500)],  # nothing was ever won: nothing to tell apart
        [Tally(9, 100), Tally(0, 100)],  # nine wins are fewer than five a group
        [Tally(1, 2)] * 15,
    ],
)
def test_thin_history_has_the_rate_of_all(groups: list[Tally]) -> None:
    assert learn(groups) == Shrinkage(math.inf, "thin_history")


def test_one_group_is_all_there_is() -> None:
    assert learn([Tally(30, 60), Tally()]) == Shrinkage(math.inf)


def test_a_group_without_history_has_the_rate_of_all() -> None:
    assert shrunk(Tally(), Tally(10, 40), Shrinkage(5.0)) == 0.25


def test_intervals_are_those_of_the_beta_distribution() -> None:
    # A Beta(1, 1) posterior is even: nine tenths lie between 0.05 and 0.95.
    even = estimate(Tally(), Tally(1, 2), Shrinkage(2.0))
    assert (even.low, even.value, even.high) == pytest.approx((0.05, 0.5, 0.95))
    # Jeffreys' interval of 1 in 2 is that of Beta(1.5, 1.5), even around one half.
    half = alone(Tally(1, 2))
    assert half.low + half.high == pytest.approx(1)
    assert half.low == pytest.approx(0.0973, abs=1e-4)
    assert alone(Tally(0, 4)).low == 0
    assert alone(Tally(4, 4)).high == 1


@given(TALLIES)
def test_between_the_rate_of_the_group_and_that_of_all(groups: list[Tally]) -> None:
    whole = sum(groups, Tally())
    if not whole.closed:
        return
    learnt = learn(groups)
    for group in groups:
        if group.closed:
            low, high = sorted((group.rate, whole.rate))
            found = estimate(group, whole, learnt)
            assert low - 1e-12 <= found.value <= high + 1e-12
            assert 0 <= found.low <= found.value <= found.high <= 1


@given(TALLIES, st.integers(2, 20))
def test_more_history_of_the_same_kind_is_trusted_more(groups: list[Tally], times: int) -> None:
    before = learn(groups)
    after = learn([Tally(g.won * times, g.closed * times) for g in groups])
    if not math.isinf(before.deals) and before.deals > 0:
        share = groups[0].closed / (groups[0].closed + before.deals)
        larger = groups[0].closed * times
        assert larger / (larger + after.deals) >= share - 1e-9
