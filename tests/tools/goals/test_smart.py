"""Out of reach and too easy, by four periods that anybody can compare in their head.

The quarter has 92 days, of which 46 are gone.
"""

from datetime import date

import pytest

from tools.engine.period import Period
from tools.engine.registry import kpis
from tools.goals.course import Course
from tools.goals.history import Past
from tools.goals.objective import Flaw
from tools.goals.smart import against_history
from tools.goals.standing import Standing

QUARTER = Period(date(2026, 10, 1), date(2026, 12, 31), "2026-Q4")
HALF = date(2026, 11, 15)


def standing(kpi: str, value: float | None, target: float, today: date = HALF) -> Standing:
    return Standing(kpis()[kpi], target, value, Course(QUARTER, today))


def flaw(kpi: str, value: float | None, target: float, *before: float) -> tuple[str, str] | None:
    found = against_history(standing(kpi, value, target), [Past(one, 92) for one in before])
    return (found.code, found.facts["by"]) if found else None


@pytest.mark.parametrize(
    ("kpi", "value", "target", "before", "expected"),
    [
        # 46 deals to go in 46 days: one a day was done once, never more
        ("deals_won", 10, 56, (92, 40, 40, 40), None),
        ("deals_won", 10, 57, (92, 40, 40, 40), ("out_of_reach", "pace")),
        ("deals_won", 10, 57, (), None),
        ("deals_won", 30, 40, (41, 60, 60, 60), ("too_easy", "worst")),
        ("deals_won", 30, 40, (41, 60, 60), None),
        ("deals_won", 30, 41, (41, 60, 60, 60), None),
        ("deals_won", 10, 40, (41, 60, 60, 60), None),  # behind: too easy it is not
        ("deals_won", 40, 40, (), ("too_easy", "met")),
        # at most: at the best of before, 10 more would come in the 46 days
        ("deals_lost", 10, 20, (20, 30, 30, 30), None),
        ("deals_lost", 10, 19, (20, 30, 30, 30), ("out_of_reach", "ceiling")),
        ("deals_lost", 10, 31, (20, 30, 30, 30), ("too_easy", "worst")),
        ("deals_lost", 21, 20, (20, 30, 30, 30), None),  # missed, and that says it all
        ("win_rate", 0.2, 0.4, (0.3, 0.4, 0.3, 0.3), None),
        ("win_rate", 0.2, 0.41, (0.3, 0.4, 0.3, 0.3), ("out_of_reach", "level")),
        ("win_rate", 0.42, 0.41, (0.3, 0.4, 0.3, 0.3), None),
        ("win_rate", None, 0.41, (0.3, 0.4, 0.3, 0.3), ("out_of_reach", "level")),
        ("win_rate", 0.42, 0.29, (0.3, 0.4, 0.3, 0.3), ("too_easy", "worst")),
        ("cycle_time", 70, 50, (60, 60, 60, 90), ("out_of_reach", "level")),
        ("cycle_time", 70, 95, (60, 60, 60, 90), ("too_easy", "worst")),
    ],
)
def test_flaws(
    kpi: str,
    value: float | None,
    target: float,
    before: tuple[float, ...],
    expected: tuple[str, str] | None,
) -> None:
    assert flaw(kpi, value, target, *before) == expected


def test_the_last_day_is_a_day_left() -> None:
    found = against_history(standing("deals_won", 10, 13, QUARTER.ends_on or HALF), [Past(184, 92)])
    assert isinstance(found, Flaw)
    assert (found.facts["days_left"], found.facts["possible"]) == (1, 2)


@pytest.mark.parametrize(
    ("kpi", "value", "target", "today", "status"),
    [
        ("bookings", 50, 100, HALF, "on_track"),
        ("bookings", 49, 100, HALF, "behind"),
        ("bookings", 100, 100, HALF, "met"),
        ("bookings", 99, 100, date(2027, 1, 1), "missed"),
        ("deals_lost", 5, 10, HALF, "on_track"),
        ("deals_lost", 6, 10, HALF, "behind"),
        ("deals_lost", 11, 10, HALF, "missed"),
        ("deals_lost", 10, 10, date(2027, 1, 1), "met"),
        ("deals_lost", 0, 0, HALF, "on_track"),
        ("win_rate", 0.5, 0.4, HALF, "on_track"),
        ("win_rate", 0.3, 0.3, date(2027, 1, 1), "met"),
        ("win_rate", None, 0.3, HALF, None),
        ("win_rate", None, 0.3, date(2027, 1, 1), "over"),
        ("bookings", 5, 0, HALF, None),
        ("bookings", 5, 100, date(2026, 9, 30), "not_begun"),
    ],
)
def test_statuses(
    kpi: str, value: float | None, target: float, today: date, status: str | None
) -> None:
    assert standing(kpi, value, target, today).status == status
