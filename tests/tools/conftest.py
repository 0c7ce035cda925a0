"""The hand-sized company in a store, and a short way to ask it for figures."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from storage.database import Database
from tests.company import settle
from tools.engine.compute import compute, desk
from tools.engine.figure import Figure
from tools.engine.people import person_by_email
from tools.engine.request import parse_request, parse_where

Asked = Callable[..., Figure]


@pytest.fixture
def company(database: Database, tmp_path: Path) -> Database:
    return settle(database, tmp_path / "veridia")


@pytest.fixture
def figure(settled: Database, today: date) -> Asked:
    """`figure(who, kpi, period=…, where=["segment=SMB"], …)`."""
    return _asked_of(settled, today)


@pytest.fixture
def figure_of(company: Database, today: date) -> Asked:
    """The same of a company that the test has changed, or that is its own."""
    return _asked_of(company, today)


def _asked_of(store: Database, today: date) -> Asked:
    def ask(who: str, kpi: str, where: list[str] | None = None, **arguments: object) -> Figure:
        with store.reading() as connection:
            person = person_by_email(connection, who)
            assert person is not None
            given = {"kpi": kpi, "where": parse_where(where or []), **arguments}
            return compute(desk(connection, today), person, parse_request(given))

    return ask


def rows_of(figure: Figure) -> dict[str | None, float | None]:
    """The value of each row of a breakdown, by its label."""
    return {next(iter(row.by.values())): row.value for row in figure.rows or []}
