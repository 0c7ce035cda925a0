"""Activities and proposals against counts done by hand (tests/company.py)."""

import pytest

from tests.company import ALICE, CAMILLE, FIONA, MARCUS, OLIVER, PRIYA
from tests.tools.conftest import Asked, rows_of


@pytest.mark.parametrize(
    ("kpi", "value", "n"),
    [
        ("activities", 8, 8),  # not the cancelled, not the scheduled one
        ("meetings", 4, 4),  # V7 without outcome was held
        ("qualified_meetings", 2, 2),
        ("no_show_rate", 1 / 5, 5),
        ("activities_per_opportunity", 7 / 11, 7),  # V4 is tied to no deal; O4 closed in May
        ("proposals_sent", 4, 4),
        ("proposals_value", 36_000 + 200_000 + 100_000, 4),
    ],
)
def test_company_this_quarter(figure: Asked, kpi: str, value: float, n: int) -> None:
    found = figure(MARCUS, kpi)
    assert (found.status, found.n) == ("answered", n)
    assert found.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("by", "rows"),
    [
        # V6 is Priya's, on Oliver's deal
        ("rep", {ALICE: 3, OLIVER: 2, PRIYA: 2, CAMILLE: 1}),
        ("team", {"North": 7, "West": 1}),
        ("activity", {"meeting": 3, "call": 2, "demo": 2, "email": 1}),
        ("account", {"Norrland Timber": 3, "Thames Freight": 3, "Loire Assurances": 1,
                     "Unsorted Ltd": 1}),
        ("segment", {"Enterprise": 4, "SMB": 3, None: 1}),
        ("product", {"Veridia Flow": 5, "Veridia Insight": 2, None: 1}),
        ("month", {"2026-10": 4, "2026-11": 4}),  # V10 was on 1 October in Paris
    ],
)  # fmt: skip
def test_activities_are_cut_by_who_did_them_and_with_whom(
    figure: Asked, by: str, rows: dict[str | None, float]
) -> None:
    assert rows_of(figure(MARCUS, "activities", by=by)) == rows


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (["activity=call"], 2),
        (["activity!=call"], 6),
        ([f"rep={PRIYA}"], 2),
        (["segment!=SMB"], 5),
        (["product!=Veridia Flow"], 3),  # V4, of no deal, has no product
        (["stage!=Discovery"], 7),  # and no stage either: only V3 goes
        (["amount>=100000"], 3),
    ],
)
def test_filters(figure: Asked, where: list[str], value: float) -> None:
    assert figure(MARCUS, "activities", where).value == value


def test_each_sees_what_they_did(figure: Asked) -> None:
    assert figure(PRIYA, "activities").value == 2
    assert figure(OLIVER, "meetings").value == 1
    assert figure(FIONA, "meetings").value == 3
    assert figure(MARCUS, "activities", as_of="2026-10-31").value == 4


def test_activities_for_each_opportunity(figure: Asked) -> None:
    found = figure(MARCUS, "activities_per_opportunity", by="rep")
    assert rows_of(found) == {ALICE: 1, OLIVER: 0.5, PRIYA: 1, CAMILLE: 0.25}
    # October: V2, V5, V7, V10; eleven deals but O9, which did not exist yet
    assert figure(MARCUS, "activities_per_opportunity", period="2026-10").value == 4 / 10
    trend = figure(MARCUS, "activities_per_opportunity", by="month")
    # November: V1, V3, V6; O6 and O11 had closed by then
    assert rows_of(trend) == pytest.approx({"2026-10": 4 / 10, "2026-11": 3 / 9})
    assert figure(MARCUS, "activities_per_opportunity", period="2024").reason == "nothing_open"
    every = figure(MARCUS, "activities_per_opportunity", period="all")
    assert every.value == pytest.approx(7 / 12)


def test_both_sides_of_the_ratio_are_cut_by_what_the_deals_are_today(figure: Asked) -> None:
    # V1, V2 and V10, of O1 and O10: O1 was in Discovery when the quarter began
    assert figure(MARCUS, "activities_per_opportunity", ["stage=Proposal"]).value == 3 / 2
    rows = rows_of(figure(MARCUS, "activities_per_opportunity", by="stage"))
    assert rows["Proposal"] == 3 / 2


def test_no_opportunity_is_known_to_be_open_in_days_to_come(figure: Asked) -> None:
    ahead = figure(MARCUS, "activities_per_opportunity", period="next_quarter")
    assert (ahead.value, ahead.reason) == (None, "nothing_open")
    past = figure(MARCUS, "activities_per_opportunity", period="2026-11", as_of="2026-10-15")
    assert past.reason == "nothing_open"


def test_an_activity_kind_cuts_no_opportunities(figure: Asked) -> None:
    found = figure(MARCUS, "activities_per_opportunity", ["activity=call"])
    assert (found.status, found.reason) == ("declined", "filter_not_honoured")
    assert figure(MARCUS, "pipeline", by="activity").reason == "breakdown_not_honoured"


def test_a_member_may_see_the_team_rate(figure: Asked) -> None:
    found = figure(ALICE, "activities_per_opportunity", ["team=North"])
    assert found.value == pytest.approx(6 / 7)
    assert figure(ALICE, "no_show_rate", ["team=North"]).value == pytest.approx(1 / 4)
    assert figure(ALICE, "activities", ["team=North"]).status == "denied"


def test_proposals_count_at_the_rate_of_the_day_they_were_sent(figure: Asked) -> None:
    assert figure(MARCUS, "proposals_value", period="2026-Q2").value == pytest.approx(23_100)
    assert rows_of(figure(MARCUS, "proposals_value", by="rep")) == pytest.approx(
        {CAMILLE: 200_000, ALICE: 100_000, OLIVER: 36_000}
    )
    assert figure(OLIVER, "proposals_sent").value == 1
    assert figure(MARCUS, "proposals_sent", ["amount>=100000"]).value == 2
    assert figure(MARCUS, "no_show_rate", period="2024").reason == "no_meetings"
