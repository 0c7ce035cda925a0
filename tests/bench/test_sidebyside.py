"""What the measurements compare: SQL by hand and the engine give the same on a company that fits
in the head."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from bench.asking import TODAY, ask
from bench.sidebyside.by_hand import POSTGRESQL, SQLITE, statements, values
from bench.sidebyside.contest import QUESTIONS, Given, given
from bench.sidebyside.questions import requests, rows
from bench.sidebyside.run import agree, constants
from storage.database import Database
from tests.company import MARCUS, OLIVER, settle
from tools.engine.people import person_by_email


@pytest.fixture
def company(database: Database, tmp_path: Path) -> Database:
    return settle(database, tmp_path / "veridia")


@pytest.fixture
def asked(company: Database, tmp_path: Path) -> Given:
    return constants(company, OLIVER, tmp_path)


@pytest.mark.parametrize("question", QUESTIONS)
def test_by_hand_and_engine_agree(company: Database, asked: Given, question: str) -> None:
    with company.reading() as connection:
        sqlite = connection.dialect.name == "sqlite"
        statement = statements(SQLITE if sqlite else POSTGRESQL)[question]
        named = values(asked, statement, as_text=sqlite)
        by_hand = [tuple(row) for row in connection.exec_driver_sql(statement, named)]
        asker = person_by_email(connection, OLIVER if question == "pipeline_of_rep" else MARCUS)
        assert asker is not None
        engine = rows(ask(connection, asker, requests(asked)[question]))
    assert agree(engine, [(key, value and float(value)) for key, value in by_hand])
    assert any(value for _, value in engine)


@pytest.mark.parametrize(
    ("theirs", "right"),
    [
        ([("SMB", 100.00000001), (None, 5.0)], True),
        ([("SMB", 100.1), (None, 5.0)], False),
        ([("SMB", 100.0)], False),
        ([("SMB", 100.0), (None, 5.0), (None, 5.0)], False),
        ([("SMB", 100.0), (None, None)], False),
    ],
)
def test_only_the_same_groups_and_values_agree(
    theirs: Sequence[tuple[str | None, float | None]], right: bool
) -> None:
    assert agree([("SMB", 100.0), (None, 5.0)], list(theirs)) is right


def test_constants_are_read_back_as_saved(asked: Given, tmp_path: Path) -> None:
    asked.save(tmp_path)
    assert given(tmp_path) == asked
    assert (asked.first.isoformat(), asked.last.isoformat()) == ("2026-10-01", "2026-12-31")
    assert asked.today == TODAY
