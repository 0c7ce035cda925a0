"""The tools that list deals at risk and deals with defects (see tests/tools/kpis/test_risk.py)."""

from pathlib import Path

import pytest

from storage.database import Database
from tests.company import ALICE, FIONA, MARCUS, OLIVER
from tests.tools.health import deals, ran, stored
from tools.engine.deal import Deal
from tools.engine.thresholds import DEFAULT


def _codes(deal: Deal) -> list[str]:
    return sorted(found.code for found in (*deal.signals, *deal.defects))


def test_deals_at_risk_with_their_signals(company: Database) -> None:
    outcome = ran(company, "at_risk", thresholds=DEFAULT)
    assert {deal.id: _codes(deal) for deal in outcome.deals} == {
        "O2": ["downgraded", "silent", "single_threaded", "stalled"],
        "O3": ["silent", "single_threaded"],
        "O9": ["no_next_step", "silent", "single_threaded"],
    }
    assert (outcome.figures[0].kpi, outcome.figures[0].value, outcome.deal_count) == (
        "at_risk",
        3,
        3,
    )


def test_deals_with_their_defects(company: Database) -> None:
    outcome = ran(company, "hygiene")
    assert {deal.id: _codes(deal) for deal in outcome.deals} == {
        "O2": ["next_step_past", "no_activity", "no_contact"],
        "O10": ["close_date", "no_activity", "no_contact", "no_next_step"],
        "O8": ["no_activity", "no_contact", "no_next_step"],
        "O3": ["no_activity"],
        "O9": ["no_activity", "no_amount", "no_contact", "no_next_step", "no_product"],
    }
    assert outcome.deal_count == 5


@pytest.mark.parametrize(
    ("who", "tool", "arguments", "ids"),
    [
        (ALICE, "at_risk", {}, ["O2"]),
        (ALICE, "hygiene", {}, ["O2"]),
        (MARCUS, "at_risk", {"period": "all", "rank": "top_2"}, ["O2", "O10"]),
        (MARCUS, "at_risk", {"period": "all", "rank": "bottom_2"}, ["O9", "O3"]),
        (FIONA, "at_risk", {"period": "all", "rank": "top_2"}, ["O2", "O10"]),
        (MARCUS, "at_risk", {"where": {"segment": ["SMB"]}}, ["O3", "O9"]),
        (MARCUS, "hygiene", {"where": {"stage": ["Discovery"]}}, ["O2", "O8"]),
        (OLIVER, "at_risk", {"period": "2027"}, []),
    ],
)
def test_whose_and_which(
    company: Database, who: str, tool: str, arguments: dict[str, object], ids: list[str]
) -> None:
    outcome = ran(company, tool, who, thresholds=DEFAULT, **arguments)
    assert [deal.id for deal in outcome.deals] == ids


@pytest.mark.parametrize("tool", ["at_risk", "hygiene"])
def test_nobody_elses(company: Database, tool: str) -> None:
    denied = ran(company, tool, ALICE, where={"rep": [OLIVER]})
    assert (denied.figures[0].status, list(denied.deals)) == ("denied", [])


def test_the_group_average_comes_without_deals(company: Database) -> None:
    average = ran(company, "hygiene", ALICE, where={"team": ["North"]})
    assert (average.figures[0].status, list(average.deals)) == ("declined", [])


def test_by_money_then_by_time_left(database: Database, tmp_path: Path) -> None:
    bad = {"next_step": ""}
    changed = {
        "Small": {**bad, "amount": "10"},
        "Late": {**bad, "close_on": "2026-12-30"},
        "Soon": {**bad, "close_on": "2026-12-01"},
        "Never": {**bad, "close_on": ""},
        "Large": {**bad, "amount": "5000"},
    }
    store = stored(database, tmp_path, changed, opportunities=deals(**changed))
    order = ["Large", "Soon", "Late", "Never", "Small"]
    for tool, arguments in (("at_risk", {"period": "all"}), ("hygiene", {})):
        assert [deal.id for deal in ran(store, tool, **arguments).deals] == order
