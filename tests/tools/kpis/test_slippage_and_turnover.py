"""Slippage and turnover against counts done by hand over deals whose past is known."""

from pathlib import Path

import pytest

from storage.database import Database
from tests.company import ALICE, FIONA, MARCUS, OLIVER, PRIYA, headers, settle
from tests.tools.conftest import Asked, rows_of

HEADER = "id,name,owner_email,stage,amount,currency,created_on,close_on,closed_on\n"
DEALS = f"""\
S1,Put off,{ALICE},Discovery,100,EUR,2026-08-01,2027-01-15,
S2,Still due,{ALICE},Discovery,200,EUR,2026-08-01,2026-12-10,
S3,Won,{OLIVER},Closed Won,300,EUR,2026-08-01,2026-10-20,2026-10-20
S4,Put off and lost,{OLIVER},Closed Lost,400,EUR,2026-08-01,2027-02-01,2026-11-10
S5,Created in the quarter,{PRIYA},Discovery,500,EUR,2026-10-02,2027-01-31,
S6,Due later from the start,{PRIYA},Discovery,600,EUR,2026-08-01,2027-03-01,
S7,Put off and back,{PRIYA},Discovery,700,EUR,2026-08-01,2026-12-20,
S8,Date forgotten,{PRIYA},Discovery,800,EUR,2026-08-01,,
"""
CHANGES = """\
opportunity_id,changed_at,field,old_value,new_value
S1,2026-11-02T10:00:00+01:00,close_on,2026-11-30,2027-01-15
S4,2026-10-05T10:00:00+02:00,close_on,2026-10-31,2027-02-01
S7,2026-10-05T10:00:00+02:00,close_on,2026-11-30,2027-02-01
S7,2026-10-15T10:00:00+02:00,close_on,2027-02-01,2026-12-20
S8,2026-10-15T10:00:00+02:00,close_on,2026-12-01,
"""


@pytest.fixture
def company(database: Database, tmp_path: Path) -> Database:
    files = headers("stage_changes", "activities", "contacts", "proposals")
    files |= {"opportunities": HEADER + DEALS, "field_changes": CHANGES}
    return settle(database, tmp_path / "veridia", **files)


def test_slippage(figure_of: Asked) -> None:
    # due in Q4 on 30 September: S1, S2, S3, S4, S7, S8; of them S1 is due after it and open
    found = figure_of(MARCUS, "slippage_rate")
    assert (found.value, found.n) == (pytest.approx(1 / 6), 6)
    assert rows_of(figure_of(MARCUS, "slippage_rate", by="rep")) == {
        ALICE: 1 / 2,
        OLIVER: 0,
        PRIYA: 0,
    }
    assert figure_of(ALICE, "slippage_rate").value == 1 / 2
    # at the end of October S4 was still open and put off, S1 not yet
    assert figure_of(MARCUS, "slippage_rate", as_of="2026-10-31").value == pytest.approx(1 / 6)
    assert figure_of(MARCUS, "slippage_rate", as_of="2026-10-10").value == pytest.approx(2 / 6)


def test_slippage_of_months(figure_of: Asked) -> None:
    # October: S3 and S4 were due on 30 September; S4 was due later by its end
    assert figure_of(MARCUS, "slippage_rate", period="2026-10").value == 1 / 2
    trend = rows_of(figure_of(MARCUS, "slippage_rate", by="month"))
    # November: S1 alone was due on 31 October, and was put off
    assert trend == {"2026-10": 1 / 2, "2026-11": 1}


def test_what_has_no_beginning_has_no_slippage(figure_of: Asked) -> None:
    for kpi in ("slippage_rate", "pipeline_turnover"):
        assert figure_of(MARCUS, kpi, period="all").reason == "needs_period"
        assert figure_of(MARCUS, kpi, period="2027-Q1").reason == "not_begun"
    assert figure_of(MARCUS, "slippage_rate", period="2025").reason == "nothing_due"
    assert figure_of(MARCUS, "pipeline_turnover", period="2025").reason == "no_pipeline_then"


def test_turnover(figure_of: Asked) -> None:
    # 30 September: all but S5; today: S1, S2, S5, S6, S7, S8
    before, now = 100 + 200 + 300 + 400 + 600 + 700 + 800, 100 + 200 + 500 + 600 + 700 + 800
    found = figure_of(MARCUS, "pipeline_turnover")
    assert (found.value, found.n) == (pytest.approx(300 / ((before + now) / 2)), 1)
    rows = rows_of(figure_of(MARCUS, "pipeline_turnover", by="rep"))
    assert rows[OLIVER] == pytest.approx(300 / ((300 + 400) / 2))
    assert rows[ALICE] == 0
    trend = rows_of(figure_of(MARCUS, "pipeline_turnover", by="month"))
    end_of_october = before - 300 + 500
    assert trend["2026-10"] == pytest.approx(300 / ((before + end_of_october) / 2))
    assert figure_of(OLIVER, "pipeline_turnover").value == pytest.approx(300 / 350)


def test_a_member_may_see_the_rate_of_the_team(figure_of: Asked) -> None:
    assert figure_of(ALICE, "slippage_rate", ["team=North"]).value == pytest.approx(1 / 6)
    denied = figure_of(ALICE, "slippage_rate", [f"rep={OLIVER}"])
    assert denied.status == "denied"
    assert figure_of(FIONA, "slippage_rate").value == pytest.approx(1 / 6)
    # two people stand behind the team's rate of October: too few
    assert figure_of(ALICE, "slippage_rate", ["team=North"], period="2026-10").status == "denied"


def test_a_team_average_of_no_period_has_no_value_either(figure_of: Asked) -> None:
    found = figure_of(ALICE, "slippage_rate", ["team=North"], period="all")
    assert (found.status, found.value, found.reason) == ("answered", None, "needs_period")
