"""Figures of one person on one connection share what they are made of, and are the same."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import event

from storage.database import Database
from tests.company import ALICE, FIONA, MARCUS
from tools.engine.compute import Desk, compute, desk
from tools.engine.figure import Figure
from tools.engine.people import person_by_email
from tools.engine.remembered import Remembered
from tools.engine.request import KpiRequest

NAMES = ("quota", "quota_attainment", "gap_to_quota", "coverage", "bookings", "win_rate")


@pytest.mark.parametrize("who", [ALICE, FIONA, MARCUS])
def test_what_several_figures_are_made_of_is_read_once(
    settled: Database, today: date, who: str
) -> None:
    statements: list[str] = []
    event.listen(
        settled.engine, "before_cursor_execute", lambda *given: statements.append(given[2])
    )

    def figures(at: Desk) -> tuple[list[Figure], int]:
        person = person_by_email(at.connection, who)
        assert person is not None
        statements.clear()
        periods = ("this_quarter", "2026-Q2")
        asked = [KpiRequest(kpi=name, period=period) for name in NAMES for period in periods]
        return [compute(at, person, one) for one in asked], len(statements)

    with settled.reading() as connection:
        at = desk(connection, today)
        alone, many = figures(at)
        shared, fewer = figures(replace(at, remembered=Remembered()))
    assert shared == alone
    assert fewer < many * 0.75
