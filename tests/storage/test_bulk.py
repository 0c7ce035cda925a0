"""Writing and looking up many rows: the same on both databases."""

import pytest

from storage.bulk import DuplicateError, bulk
from storage.database import Database
from storage.tables import costs, metadata, notes, people

COSTS = {
    "starts_on": ["2026-10-01", "2026-10-01", "2026-11-01"],
    "ends_on": ["2026-10-31", "2026-10-31", "2026-11-30"],
    "kind": ["", "sales", "sales"],
    "amount": [1, 2, 3],
    "currency": [None, "EUR", 'a,"'],
}
PEOPLE = {
    "email": ["a@x", "b@x", "c@x"],
    "name": ["Ada", "Bo\r", "\\N"],
    "role": ["rep", "rep", "rep"],
    "team": [None, "N\tN", "\\."],
}


def test_insert_find_update(database: Database) -> None:
    with database.writing() as connection:
        writer = bulk(connection)
        writer.insert(people, PEOPLE)
        found = writer.find(people, {"email": ["c@x", "?", "a@x"]}, ["t.name", "t.team"])
        assert sorted(found) == [(0, "\\N", "\\."), (2, "Ada", None)]
        writer.update(people, {"email": ["a@x", "c@x"]}, {"team": ["T", None], "name": ["A", "C"]})
        found = writer.find(people, {"email": ["a@x", "b@x", "c@x"]}, ["t.name", "t.team"])
        assert sorted(found) == [(0, "A", "T"), (1, "Bo\r", "N\tN"), (2, "C", None)]
        assert writer.find(people, {"email": ["a@x"]}, ["t.name"], "t.team IS NULL") == []


def test_keys_of_several_columns_days_and_nothing(database: Database) -> None:
    with database.writing() as connection:
        writer = bulk(connection)
        writer.insert(costs, COSTS)
        keys = {name: COSTS[name] for name in ("starts_on", "ends_on", "kind")}
        found = writer.find(costs, keys, ["t.starts_on", "t.amount", "t.currency"])
        assert sorted(found) == [
            (0, "2026-10-01", 1, None),
            (1, "2026-10-01", 2, "EUR"),
            (2, "2026-11-01", 3, 'a,"'),
        ]


def test_none_in_a_key_is_equal_to_none(database: Database) -> None:
    with database.writing() as connection:
        writer = bulk(connection)
        writer.insert(people, PEOPLE)
        stages = {"name": ["Open"], "position": [1], "kind": ["open"]}
        writer.insert(metadata.tables["stages"], stages)
        deal = {
            "id": ["O1"],
            "name": ["Deal"],
            "owner_pk": [1],
            "stage_pk": [1],
            "kind": ["open"],
            "created_on": ["2026-01-01"],
        }
        writer.insert(metadata.tables["opportunities"], deal)
        key = {"opportunity_pk": [1, 1], "written_at": [5, 5], "author_pk": [None, 1]}
        writer.insert(notes, {**key, "text": ["nobody's", "Ada's"]})
        assert sorted(writer.find(notes, key, ["t.text"])) == [(0, "nobody's"), (1, "Ada's")]
        with pytest.raises(DuplicateError):
            writer.insert(notes, {**key, "text": ["again", "again"]})


def test_an_insert_with_a_double_adds_nothing(database: Database) -> None:
    with database.writing() as connection:
        writer = bulk(connection)
        with pytest.raises(DuplicateError):
            writer.insert(people, {**PEOPLE, "email": ["a@x", "b@x", "a@x"]})
        assert writer.find(people, {"email": ["a@x", "b@x"]}, ["t.name"]) == []
        writer.insert(people, PEOPLE)


def test_the_database_is_as_before_after_a_roomy_load() -> None:
    database = Database("sqlite://")
    with database.writing() as connection:

        def size() -> int:
            return int(connection.exec_driver_sql("PRAGMA cache_size").scalar_one())

        before = size()
        with bulk(connection).roomy():
            assert size() != before
        assert size() == before
