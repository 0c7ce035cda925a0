"""Why figures changed, against parts added up by hand, on both databases."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from storage.database import Database
from tests.company import ALICE, CAMILLE, FIONA, MARCUS, OLIVER, PRIYA
from tools.engine.answer import Outcome
from tools.engine.compute import desk
from tools.engine.explain.groups import concentration
from tools.engine.explain.shown import Explanation, Part
from tools.engine.people import person_by_email
from tools.toolbox import run_tool

Explaining = Callable[..., Outcome]
QUOTA = 546_000  # of everybody in the quarter, and all its deals are open on 1 November
OCTOBER, NOVEMBER = QUOTA * 31 / 92, QUOTA * 30 / 92


@pytest.fixture
def explain(company: Database, today: date) -> Explaining:
    """`explain(who, kpi=…, period=…, compare=…)`."""

    def run(who: str, **arguments: object) -> Outcome:
        with company.reading() as connection:
            person = person_by_email(connection, who)
            assert person is not None
            return run_tool("explain_change", desk(connection, today), person, arguments)

    return run


def told(outcome: Outcome) -> Explanation:
    assert outcome.explanation is not None, outcome
    return outcome.explanation


def parts(found: list[Part]) -> dict[str | None, float]:
    return {part.label: pytest.approx(part.value) for part in found}


def test_a_sum_is_told_by_groups_and_by_deals(explain: Explaining) -> None:
    outcome = explain(MARCUS, kpi="bookings", period="2026-11", compare="2026-10", by="rep")
    found = told(outcome)
    assert found.change == 96_000 - 200_000
    assert found.by == "rep"
    assert parts(found.parts) == {CAMILLE: -200_000, ALICE: 60_000, OLIVER: 36_000}
    assert [(deal.name, deal.how, deal.value) for deal in found.deals] == [
        ("Loire claims", "gone", -200_000),
        ("Norrland audit", "new", 60_000),
        ("Thames renewal", "new", 36_000),
    ]
    figure = outcome.figures[0]
    assert figure.compared_to is not None
    assert (figure.value, figure.compared_to.value) == (96_000, 200_000)


def test_without_a_comparison_it_is_the_period_before(explain: Explaining) -> None:
    found = told(explain(MARCUS, kpi="deals_won", period="2026-11"))
    assert found.from_.period.starts_on == date(2026, 10, 1)
    assert found.change == 2 - 1
    assert sum(part.value for part in found.parts) == 1


def test_the_dimension_is_the_one_whose_groups_explain_most(explain: Explaining) -> None:
    """By segment it is all of Enterprise's but a little; by rep three people moved it."""
    found = told(explain(MARCUS, kpi="bookings", period="2026-11", compare="2026-10"))
    others = [
        told(explain(MARCUS, kpi="bookings", period="2026-11", compare="2026-10", by=by))
        for by in ("rep", "segment", "product_family", "territory", "lead_source")
    ]
    best = max(concentration(other.parts) for other in others if other.by)
    assert concentration(found.parts) == best


def test_a_win_rate_is_told_by_rate_and_mix(explain: Explaining) -> None:
    """October: Platform won 1 of 2. November: Platform 1 of 1, Analytics 1 of 2."""
    given = {"kpi": "win_rate", "period": "2026-11", "compare": "2026-10"}
    found = told(explain(MARCUS, **given, by="product_family"))
    assert found.change == pytest.approx(2 / 3 - 1 / 2)
    platform, analytics = found.parts
    assert (platform.rate, platform.mix) == (pytest.approx(1 / 3), pytest.approx(-1 / 9))
    assert (analytics.rate, analytics.mix) == (0, pytest.approx(-1 / 18))
    assert sum(part.value for part in found.parts) == pytest.approx(found.change)


def test_attainment_is_told_by_bookings_and_quota(explain: Explaining) -> None:
    """The midpoint: what was booked less, at the mean of both quotas, and the other way round."""
    given = {"kpi": "quota_attainment", "period": "2026-11", "compare": "2026-10"}
    found = told(explain(MARCUS, **given))
    booked = (96_000 - 200_000) * (1 / OCTOBER + 1 / NOVEMBER) / 2
    assert found.by == "effect"
    assert parts(found.parts) == {
        "bookings": booked,
        "quota": 96_000 / NOVEMBER - 200_000 / OCTOBER - booked,
    }
    assert [way.by for way in found.also] == ["rep"]
    assert sum(deal.value for deal in found.deals) == pytest.approx(booked)


def test_the_pipeline_is_told_by_its_bridge(explain: Explaining) -> None:
    found = told(explain(MARCUS, kpi="pipeline", compare="this_quarter@2026-11-01"))
    assert found.by == "step"
    assert parts(found.parts) == {"won": -96_000, "lost": -80_000}
    assert [(deal.name, deal.how) for deal in found.deals] == [
        ("Loire archive", "lost"),
        ("Norrland audit", "won"),
        ("Thames renewal", "won"),
    ]


def test_coverage_is_told_by_the_same_steps(explain: Explaining) -> None:
    found = told(explain(MARCUS, kpi="coverage", compare="this_quarter@2026-11-01"))
    assert parts(found.parts) == {"won": -96_000 / QUOTA, "lost": -80_000 / QUOTA}


def test_where_the_bridge_honours_no_filter_groups_tell_it(explain: Explaining) -> None:
    found = told(
        explain(
            MARCUS,
            kpi="pipeline",
            compare="this_quarter@2026-11-01",
            where={"amount": [">=50000"]},
        )
    )
    assert found.change == -140_000
    assert found.by not in {"step", "effect"}
    assert sum(part.value for part in found.parts) == -140_000


def test_what_is_open_is_held_against_itself_a_week_ago(explain: Explaining) -> None:
    found = told(explain(ALICE, kpi="commit"))
    assert found.from_.as_of == date(2026, 11, 16)
    assert (found.change, found.parts, found.by) == (0, [], None)


def test_a_median_is_not_taken_apart(explain: Explaining) -> None:
    found = told(explain(MARCUS, kpi="cycle_time", period="2026-11", compare="2026-10"))
    assert (found.by, found.parts) == (None, [])
    assert found.beside is not None
    assert [(p.label, p.before, p.after) for p in found.beside.parts] == [("Enterprise", 190, 127)]


def test_what_is_always_by_stage_is_told_stage_by_stage(explain: Explaining) -> None:
    found = told(explain(MARCUS, kpi="stage_conversion"))
    assert found.beside is not None
    assert found.beside.by == "stage"


def test_with_nothing_to_compare_there_is_nothing_to_explain(explain: Explaining) -> None:
    found = told(explain(PRIYA, kpi="win_rate", period="2026-11"))
    assert (found.change, found.parts) == (None, [])


@pytest.mark.parametrize(
    ("who", "arguments", "reason"),
    [
        (ALICE, {"kpi": "coverage", "where": {"team": ["*"]}}, "explain_group"),
        (MARCUS, {"kpi": "hygiene_score"}, "explain_today_only"),
        (MARCUS, {"kpi": "bookings", "period": "all"}, "explain_needs_period"),
        (MARCUS, {"kpi": "quota_attainment", "by": "lead_source"}, "breakdown_not_honoured"),
    ],
)
def test_what_cannot_be_explained_says_why(
    explain: Explaining, who: str, arguments: dict[str, Any], reason: str
) -> None:
    outcome = explain(who, **arguments)
    assert (outcome.figures[0].status, outcome.figures[0].reason) == ("declined", reason)
    assert outcome.explanation is None


def test_it_is_told_within_the_askers_scope(explain: Explaining) -> None:
    found = told(explain(FIONA, kpi="bookings", period="2026-11", compare="2026-10", by="rep"))
    assert parts(found.parts) == {ALICE: 60_000, OLIVER: 36_000}
    assert explain(ALICE, kpi="bookings", where={"rep": ["Oliver"]}).figures[0].status == "denied"
