"""Filters, breakdowns, rankings, comparisons and the past, on figures of known sums."""

from datetime import date

import pytest

from storage.errors import UsageError
from tests.company import ALICE, CAMILLE, FIONA, MARCUS, NICOLAS, OLIVER
from tests.tools.conftest import Asked
from tools.engine.calendar import Calendar
from tools.engine.figure import Figure
from tools.engine.in_step import InStep


def _rows(figure: Figure) -> dict[str | None, float | None]:
    return {next(iter(row.by.values())): row.value for row in figure.rows or []}


@pytest.mark.parametrize(
    ("by", "rows"),
    [
        ("rep", {ALICE: 150_000, OLIVER: 12_000, CAMILLE: 0}),
        ("team", {"North": 162_000, "West": 0}),
        ("manager", {FIONA: 162_000, NICOLAS: 0}),
        ("account", {"Norrland Timber": 150_000, "Thames Freight": 12_000, "Atelier Bresse": 0}),
        ("segment", {"Enterprise": 150_000, "SMB": 12_000}),
        ("industry", {"Forestry": 150_000, "Logistics": 12_000, "Retail": 0}),
        ("territory", {"Nordics": 150_000, "UKI": 12_000, "France": 0}),
        ("country", {"SE": 150_000, "GB": 12_000, "FR": 0}),
        ("product", {"Veridia Flow": 112_000, "Veridia Insight": 50_000, None: 0}),
        ("product_family", {"Platform": 112_000, "Analytics": 50_000, None: 0}),
        ("stage", {"Qualification": 12_000, "Discovery": 50_000, "Proposal": 100_000}),
        ("forecast_category", {"commit": 100_000, "pipeline": 62_000}),
        ("lead_source", {"Inbound": 100_000, "Partner": 50_000, "Outbound": 12_000}),
        ("month", {"2026-11": 50_000, "2026-12": 112_000}),
        ("quarter", {"2026-Q4": 162_000}),
        ("year", {"2026": 162_000}),
        ("week", {"2026-W49": 62_000, "2026-W51": 100_000}),
        (
            "day",
            {"2026-11-30": 50_000, "2026-12-01": 12_000, "2026-12-15": 100_000, "2026-12-20": 0},
        ),
    ],
)
def test_every_breakdown_adds_up(figure: Asked, by: str, rows: dict[str | None, float]) -> None:
    found = figure(MARCUS, "pipeline", by=by)
    assert _rows(found) == rows
    assert found.value == sum(rows.values())


@pytest.mark.parametrize(
    ("where", "value"),
    [
        ([f"rep={ALICE}"], 150_000),
        (["rep=Ollie"], 12_000),
        (["rep=oliver hartley"], 12_000),
        (["team=north"], 162_000),
        ([f"manager={FIONA}"], 162_000),
        (["account=Norrland"], 150_000),
        (["account=A2"], 12_000),
        (["segment=smb"], 12_000),
        (["segment=grands comptes"], 150_000),
        (["country=Sweden"], 150_000),
        (["country=Suède"], 150_000),
        (["product=P2"], 50_000),
        (["product_family=platform"], 112_000),
        (["stage=proposal"], 100_000),
        (["forecast_category=commit"], 100_000),
        (["lead_source=Partner"], 50_000),
        (["segment=SMB", "segment=Enterprise"], 162_000),
        (["segment=SMB", "lead_source=Partner"], 0),
        (["segment!=SMB"], 150_000),
        (["product!=Veridia Flow"], 50_000),  # keeps O9, which has no product
        (["amount>=50000"], 150_000),
        (["amount>50000"], 100_000),
        (["amount<=12000"], 12_000),  # 10,000 GBP
        (["amount>=12000", "amount<100000"], 62_000),
    ],
)
def test_filters(figure: Asked, where: list[str], value: float) -> None:
    found = figure(MARCUS, "pipeline", where)
    assert found.status == "answered"
    assert found.value == pytest.approx(value)


def test_an_exclusion_keeps_what_lacks_the_attribute(figure: Asked) -> None:
    assert figure(MARCUS, "deals_lost", ["segment!=Enterprise"]).value == 1  # O11: no account
    assert figure(MARCUS, "pipeline_count", ["segment!=SMB"], period="all").value == 3
    assert figure(MARCUS, "deals_lost", ["lost_reason!=Price"]).value == 1


def test_filters_are_repeated_in_canonical_names(figure: Asked) -> None:
    found = figure(MARCUS, "pipeline", ["segment!=smb", "rep=Ollie", "amount>= 5000"])
    assert found.where == {"segment": ["!SMB"], "rep": [OLIVER], "amount": [">=5000"]}


def test_an_unknown_value_is_declined_with_the_nearest(figure: Asked) -> None:
    found = figure(MARCUS, "pipeline", ["segment=Enterprize"])
    assert (found.status, found.reason) == ("declined", "unknown_value")
    assert found.facts["nearest"] == ["Enterprise"]


def test_rankings(figure: Asked) -> None:
    top = figure(MARCUS, "pipeline", by="account", rank="top_2")
    assert list(_rows(top)) == ["Norrland Timber", "Thames Freight"]
    bottom = figure(MARCUS, "pipeline", by="account", rank="bottom_1")
    assert list(_rows(bottom)) == ["Atelier Bresse"]
    assert top.value == 162_000  # the ranking leaves the whole alone


def test_comparison(figure: Asked) -> None:
    found = figure(MARCUS, "bookings", compare="2026-Q2", by="rep")
    assert found.compared_to is not None
    assert found.compared_to.value == pytest.approx(22_000)
    assert {r.by["rep"]: r.compared_to for r in found.rows or []}[OLIVER] == pytest.approx(22_000)


def test_as_it_stood_on_a_past_day(figure: Asked) -> None:
    # O1 was due in October, O5 and O7 still open, O12 closed since without any history
    found = figure(MARCUS, "pipeline", as_of="2026-10-25", by="stage")
    assert found.value == 100_000 + 50_000 + 12_000 + 36_000 + 80_000 + 60_000
    assert _rows(found) == {
        "Qualification": 12_000,
        "Discovery": 100_000 + 50_000 + 36_000 + 80_000,
        None: 60_000,
    }
    assert figure(ALICE, "pipeline", as_of="2026-10-10").value == 120_000 + 50_000 + 60_000
    assert figure(MARCUS, "pipeline", as_of="2026-11-23").value == 162_000
    assert figure(MARCUS, "bookings", as_of="2026-11-01").value == 200_000


def test_a_deal_created_later_did_not_exist(figure: Asked) -> None:
    assert figure(MARCUS, "pipeline_count", as_of="2026-07-31", period="all").value == 3


def test_what_was_typed_wrong_is_named(figure: Asked) -> None:
    for arguments in (
        {"kpi": "pipelin"},
        {"kpi": "pipeline", "by": "planet"},
        {"kpi": "pipeline", "period": "soon"},
        {"kpi": "pipeline", "as_of": "2027-01-01"},
        {"kpi": "pipeline", "rank": "best"},
    ):
        with pytest.raises(UsageError):
            figure(MARCUS, **arguments)


@pytest.mark.parametrize("by", ["month", "quarter"])
def test_a_trend_is_beside_the_one_of_the_other_period_place_by_place(
    figure: Asked, by: str
) -> None:
    # Q4: 200,000 in October, 96,000 in November; Q2: 22,000 in May, its second month.
    found = figure(MARCUS, "bookings", period="2026-Q4", by=by, compare="2026-Q2")
    assert found.compared_to is not None
    rows = {row.by[by]: row.compared_to for row in found.rows or []}
    others = {row.by[by]: row.value for row in found.compared_to.rows or []}
    if by == "month":
        assert rows == {"2026-10": None, "2026-11": pytest.approx(22_000)}
        assert others == {"2026-05": pytest.approx(22_000)}
    else:
        assert rows == {"2026-Q4": pytest.approx(22_000)}


def test_weeks_months_and_years_are_in_step_from_the_first_of_their_period() -> None:
    half = (date(2026, 7, 1), date(2026, 12, 31)), (date(2026, 1, 1), date(2026, 6, 30))
    weeks = InStep("week", *half, Calendar(4))
    assert weeks.counterpart("2026-W27") == "2026-W01"  # both begin in the days before
    assert weeks.counterpart("2026-W52") == "2026-W26"
    assert weeks.counterpart("2026-W53") == "2026-W27"  # 29 June
    assert InStep("quarter", *half, Calendar(4)).counterpart("2026-Q3") == "2026-Q1"
    assert InStep("day", *half, Calendar(4)).counterpart("2026-12-31") is None
