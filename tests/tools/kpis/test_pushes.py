"""Pushes: close dates that were put off, by the day on which that was done."""

from collections.abc import Callable
from pathlib import Path

import pytest

from storage.database import Database
from tests.company import ALICE, CAMILLE, FIONA, MARCUS, NICOLAS, OLIVER, settle
from tests.conftest import TODAY
from tests.tools.conftest import rows_of
from tools.engine.compute import compute, desk
from tools.engine.figure import Figure
from tools.engine.people import person_by_email
from tools.engine.request import parse_request

CHANGES = """\
opportunity_id,changed_at,field,old_value,new_value
O1,2026-09-30T23:30:00+00:00,close_on,2026-09-30,2026-10-31
O1,2026-11-01T10:00:00+01:00,close_on,2026-10-31,2026-12-15
O1,2026-11-02T10:00:00+01:00,close_on,2026-12-15,2026-12-01
O1,2026-11-03T10:00:00+01:00,amount,100,200
O3,2026-09-15T10:00:00+02:00,close_on,2026-11-01,2026-12-01
O5,2026-10-05T10:00:00+02:00,close_on,2026-10-15,2026-11-01
O9,2026-11-05T10:00:00+01:00,close_on,,2026-12-20
O9,2026-11-06T10:00:00+01:00,close_on,2026-12-20,
"""


@pytest.fixture
def pushes(database: Database, tmp_path: Path) -> Callable[..., Figure]:
    settle(database, tmp_path / "veridia", field_changes=CHANGES)

    def ask(who: str, **arguments: object) -> Figure:
        with database.reading() as connection:
            person = person_by_email(connection, who)
            assert person is not None
            request = parse_request({"kpi": "pushes", **arguments})
            return compute(desk(connection, TODAY), person, request)

    return ask


def test_only_moves_to_a_later_known_day_count(pushes: Callable[..., Figure]) -> None:
    assert pushes(MARCUS).value == 3  # the first was made on 1 October in Paris
    assert pushes(MARCUS, period="2026-Q3").value == 1
    assert pushes(MARCUS, period="all").value == 4
    assert pushes(CAMILLE).value == 0


def test_they_belong_to_the_deal_and_its_owner(pushes: Callable[..., Figure]) -> None:
    assert (pushes(ALICE).value, pushes(OLIVER).value, pushes(NICOLAS).value) == (2, 1, 0)
    assert rows_of(pushes(FIONA, by="rep")) == {ALICE: 2, OLIVER: 1}
    assert rows_of(pushes(MARCUS, by="segment")) == {"Enterprise": 2, "SMB": 1}
    assert rows_of(pushes(MARCUS, by="month")) == {"2026-10": 2, "2026-11": 1}
    assert pushes(MARCUS, where={"stage": ["Proposal"]}).value == 2
    assert pushes(MARCUS, where={"amount": [">=50000"]}).value == 2
    assert pushes(ALICE, where={"rep": [OLIVER]}).status == "denied"
    assert pushes(MARCUS, as_of="2026-10-31").value == 2
