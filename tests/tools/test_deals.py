"""The deals behind a figure: the asker's own, largest first, as many as asked for."""

from datetime import date
from decimal import Decimal

import pytest

from storage.database import Database
from tests.company import ALICE, MARCUS, OLIVER
from tools.engine.answer import Outcome
from tools.engine.compute import desk
from tools.engine.people import person_by_email
from tools.toolbox import run_tool


def _deals(company: Database, who: str, **arguments: object) -> Outcome:
    with company.reading() as connection:
        person = person_by_email(connection, who)
        assert person is not None
        return run_tool("deals", desk(connection, date(2026, 11, 23)), person, arguments)


@pytest.mark.parametrize(
    ("who", "arguments", "ids"),
    [
        (ALICE, {"kpi": "pipeline"}, ["O1", "O2"]),
        (MARCUS, {"kpi": "pipeline"}, ["O1", "O2", "O3", "O9"]),
        (MARCUS, {"kpi": "pipeline", "rank": "top_1"}, ["O1"]),
        (MARCUS, {"kpi": "bookings", "rank": "bottom_1"}, ["O5"]),
        (MARCUS, {"kpi": "win_rate"}, ["O6", "O7", "O12", "O5", "O11"]),
        (MARCUS, {"kpi": "pipeline", "where": {"segment": ["SMB"]}}, ["O3", "O9"]),
        (OLIVER, {"kpi": "deals_lost"}, []),
    ],
)
def test_deals(company: Database, who: str, arguments: dict[str, object], ids: list[str]) -> None:
    found = _deals(company, who, **arguments)
    assert [deal.id for deal in found.deals] == ids


def test_nobody_elses_deals(company: Database) -> None:
    denied = _deals(company, ALICE, kpi="pipeline", where={"rep": [OLIVER]})
    assert (denied.figures[0].status, list(denied.deals)) == ("denied", [])
    average = _deals(company, ALICE, kpi="win_rate", where={"team": ["North"]}, period="2026")
    assert (average.figures[0].status, list(average.deals)) == ("declined", [])


def test_deals_as_of_a_past_day_are_as_they_were(company: Database) -> None:
    found = _deals(company, MARCUS, kpi="pipeline", as_of="2026-10-10")
    shown = {deal.id: (deal.amount, deal.stage, deal.close_on) for deal in found.deals}
    assert shown["O1"] == (Decimal(120_000), "Discovery", date(2026, 10, 31))
    assert shown["O12"] == (Decimal(60_000), None, date(2026, 11, 5))


def test_what_is_closed_has_the_day_on_which_it_closed(company: Database) -> None:
    (deal,) = _deals(company, OLIVER, kpi="bookings").deals
    assert (deal.close_on, deal.closed_on) == (date(2026, 11, 1), date(2026, 11, 10))
    (deal,) = _deals(company, OLIVER, kpi="pipeline", as_of="2026-11-02", rank="top_1").deals
    assert (deal.id, deal.closed_on) == ("O5", None)  # open then
