"""Risk and hygiene against counts done by hand (tests/company.py).

Won deals stayed in Qualification for 51 and 180 days, in Discovery for 10 and 21.6, in Proposal
for 18: from 173.25, 23.7 and 27 days on a deal is stalled.

| deal | due    | signals                                                | defects |
|------|--------|--------------------------------------------------------|---------|
| O1   | 15 Dec | –                                                      | –       |
| O2   | 30 Nov | silent, stalled (49 days), no contact, downgraded      | 3       |
| O3   | 1 Dec  | silent (34 days), one contact                          | 1       |
| O8   | 20 Jan | silent, stalled (44 days), no contact, no next step    | 3       |
| O9   | 20 Dec | silent, no contact, no next step                       | 5       |
| O10  | never  | silent (53), stalled (69), no contact, no next step    | 4       |
"""

from datetime import date
from pathlib import Path

import pytest

from storage.database import Database
from tests.company import ALICE, CAMILLE, FIONA, MARCUS, OF_DEALS, OLIVER, PRIYA, headers, settle
from tests.tools.conftest import Asked, rows_of
from tests.tools.health import ran


@pytest.mark.parametrize(
    ("who", "kpi", "arguments", "value", "n"),
    [
        (MARCUS, "at_risk", {}, 3, 3),  # O2, O3, O9
        (MARCUS, "at_risk_value", {}, 50_000 + 12_000, 3),
        (MARCUS, "at_risk", {"period": "all"}, 5, 5),
        (MARCUS, "at_risk_value", {"period": "all"}, 62_000 + 15_000 + 40_000, 5),
        (MARCUS, "at_risk", {"period": "2027-Q1"}, 1, 1),
        (MARCUS, "at_risk", {"period": "2025"}, 0, 0),
        (MARCUS, "at_risk_value", {"period": "2025"}, 0, 0),
        (MARCUS, "hygiene_score", {}, 1 / 6, 6),
        (ALICE, "hygiene_score", {}, 1 / 2, 2),
        (FIONA, "hygiene_score", {}, 1 / 4, 4),
        (CAMILLE, "hygiene_score", {}, 0, 2),
        (ALICE, "at_risk_value", {}, 50_000, 1),
        (FIONA, "at_risk", {}, 2, 2),
        (PRIYA, "at_risk", {}, 0, 0),
        (MARCUS, "at_risk", {"where": ["segment=SMB"]}, 2, 2),
        (MARCUS, "at_risk", {"where": ["product!=P1"]}, 2, 2),  # O9 has no product
        (MARCUS, "at_risk", {"where": ["amount>=12000"]}, 2, 2),
        (MARCUS, "at_risk", {"where": ["lead_source=Inbound"]}, 1, 1),
        (MARCUS, "hygiene_score", {"where": ["forecast_category=commit"]}, 1, 1),
        (MARCUS, "hygiene_score", {"where": ["stage=Proposal"]}, 1 / 2, 2),
        (MARCUS, "hygiene_score", {"where": [f"rep={OLIVER}"]}, 0, 1),
        (MARCUS, "pipeline_count", {"period": "all", "where": ["signal=stalled"]}, 3, 3),
        (MARCUS, "pipeline", {"where": ["signal=stalled"]}, 50_000, 1),  # O8 is due next year
        (MARCUS, "pipeline_count", {"period": "all", "where": ["signal!=silent"]}, 1, 1),  # O1
        (MARCUS, "pipeline_count", {"period": "all", "where": ["defect=no_next_step"]}, 3, 3),
        (
            MARCUS,
            "pipeline_count",
            {"period": "all", "where": ["signal=stalled", "defect=no_next_step"]},
            2,
            2,
        ),  # O8, O10
        (
            MARCUS,
            "pipeline_count",
            {"period": "all", "where": ["defect=no_product", "defect=close_date"]},
            2,
            2,
        ),  # O9 and O10: either of them
        (ALICE, "pipeline_count", {"period": "all", "where": ["signal=downgraded"]}, 1, 1),
    ],
)
def test_figures(
    figure: Asked, who: str, kpi: str, arguments: dict[str, object], value: float, n: int
) -> None:
    found = figure(who, kpi, **arguments)
    assert found.status == "answered"
    assert (found.value, found.n) == (pytest.approx(value), n)


def test_breakdowns(figure: Asked) -> None:
    assert rows_of(figure(MARCUS, "at_risk", by="segment")) == {"SMB": 2, "Enterprise": 1}
    assert rows_of(figure(MARCUS, "at_risk_value", by="month")) == {
        "2026-11": 50_000,
        "2026-12": 12_000,
    }
    assert rows_of(figure(MARCUS, "hygiene_score", by="team")) == {"North": 1 / 4, "West": 0}
    by_product = rows_of(figure(MARCUS, "hygiene_score", by="product"))
    assert by_product == {"Veridia Flow": 1 / 3, "Veridia Insight": 0, None: 0}


def test_refusals(figure: Asked) -> None:
    for kpi in ("hygiene_score", "at_risk", "at_risk_value"):
        assert figure(MARCUS, kpi, as_of="2026-11-01").reason == "as_of_not_honoured"
        assert figure(MARCUS, kpi, ["lost_reason=Price"]).reason == "filter_not_honoured"
        assert figure(ALICE, kpi, [f"rep={OLIVER}"]).status == "denied"
    assert figure(MARCUS, "hygiene_score", compare="last_quarter").reason == "takes_no_period"
    assert figure(ALICE, "at_risk", ["team=North"]).status == "denied", "a count is no average"
    average = figure(ALICE, "hygiene_score", ["team=North"])
    assert (average.value, average.group_average) == (1 / 4, True)


def test_nothing_is_open(database: Database, tmp_path: Path) -> None:
    store = settle(database, tmp_path, **headers("opportunities", *OF_DEALS))
    for tool, value, reason in (("hygiene", None, "no_open_deals"), ("at_risk", 0, None)):
        outcome = ran(store, tool)
        assert (outcome.figures[0].value, outcome.figures[0].reason) == (value, reason)
        assert (list(outcome.deals), outcome.deal_count) == ([], 0)


def test_an_unknown_rate_refuses_the_value_but_no_count(database: Database, tmp_path: Path) -> None:
    rates = "currency,valid_from,rate\n"
    store = settle(database, tmp_path, exchange_rates=rates, quotas=headers("quotas")["quotas"])
    asked = ran(store, "at_risk", today=date(2026, 11, 23))
    assert asked.figures[0].status == "answered"
    value = ran(store, "kpi", kpi="at_risk_value").figures[0]
    assert (value.status, value.reason) == ("declined", "no_exchange_rate")


def test_what_checks_find_filters_open_deals_of_today_alone(figure: Asked) -> None:
    assert figure(MARCUS, "coverage", ["signal=stalled"]).reason == "filter_not_honoured"
    past = figure(MARCUS, "pipeline", ["signal=stalled"], as_of="2026-11-01")
    assert past.reason == "as_of_not_honoured"
    assert figure(MARCUS, "pipeline", ["signal=sleepy"]).reason == "unknown_value"
