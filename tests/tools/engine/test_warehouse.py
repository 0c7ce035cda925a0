"""A warehouse in the place of the store: the same figures, read only, and what can go wrong."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

import pytest
from sqlalchemy import column, insert, select, table, update

from bench.warehouse.questions import questions
from storage.database import Database
from storage.errors import SetupError
from storage.tables import aliases, people
from tests.company import FIONA, MARCUS
from tools.distinct import distinct_values
from tools.engine.compute import compute, desk
from tools.engine.people import person_by_email
from tools.engine.request import parse_request
from tools.engine.warehouse import Warehouse


@pytest.fixture
def warehouse(company: Database) -> Iterator[Warehouse]:
    """The company's tables, reached as a warehouse: once on SQLite and once on PostgreSQL."""
    found = Warehouse(company.url.render_as_string(hide_password=False))
    yield found
    found.close()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_every_figure_is_the_same(company: Database, warehouse: Warehouse, today: date) -> None:
    with company.reading() as here, warehouse.reading() as there:
        at_home, away = desk(here, today), desk(there, today)
        # Every other question: each figure has several; `make warehouse` asks an engine all.
        for asker, request in islice(questions(at_home), 0, None, 2):
            assert compute(away, asker, request) == compute(at_home, asker, request)


def test_a_manager_s_people_however_deep(
    company: Database, warehouse: Warehouse, today: date
) -> None:
    """Marcus, as a manager, has Fiona's and Nicolas's people below him; Fiona has hers."""
    with company.writing() as connection:
        connection.execute(update(people).where(people.c.email == MARCUS).values(role="manager"))
    assert _won(warehouse, MARCUS, today) == pytest.approx(296_000)
    assert _won(warehouse, FIONA, today) == pytest.approx(96_000)


def test_it_ends_where_two_manage_each_other(
    company: Database, warehouse: Warehouse, today: date
) -> None:
    with company.writing() as connection:
        keys = {p.email: p.pk for p in connection.execute(people.select())}
        for one, other in ((MARCUS, FIONA), (FIONA, MARCUS)):
            changed = update(people).where(people.c.email == one)
            connection.execute(changed.values(manager_pk=keys[other], role="manager"))
    assert _won(warehouse, FIONA, today) == pytest.approx(296_000)


def test_it_is_only_read(warehouse: Warehouse) -> None:
    row = {"kind": "team", "name": "North", "alias": "the north"}
    with pytest.raises(TypeError), warehouse.reading() as connection:
        connection.execute(insert(aliases).values(row))


def test_all_values_of_a_column_come_in_one_walk(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    with warehouse.reading() as connection:
        stepwise = list(distinct_values(connection, people.c.team))
        monkeypatch.setattr("tools.distinct.INDEXED", frozenset())
        assert list(distinct_values(connection, people.c.team)) == stepwise == ["North", "West"]


def test_a_query_that_fails_is_a_sentence(warehouse: Warehouse) -> None:
    with pytest.raises(SetupError) as failed, warehouse.reading() as connection:
        connection.execute(select(table("nowhere", column("nothing"))))
    assert failed.value.code == "warehouse_failed"


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("nonsense", "warehouse_url"),
        ("oracle://somebody:secret@127.0.0.1:1/x", "warehouse_driver"),
        ("unheardof://somebody:secret@127.0.0.1:1/x", "warehouse_driver"),
        ("postgresql://somebody:secret@127.0.0.1:1/x", "warehouse_unreachable"),
    ],
)
def test_a_warehouse_that_cannot_be_used(url: str, code: str) -> None:
    with pytest.raises(SetupError) as failed, Warehouse(url).reading():
        pass
    assert failed.value.code == code
    assert "secret" not in str(failed.value)


def _won(warehouse: Warehouse, who: str, today: date) -> float | None:
    with warehouse.reading() as connection:
        asker = person_by_email(connection, who)
        assert asker is not None
        request = parse_request({"kpi": "bookings"})
        return compute(desk(connection, today), asker, request).value
