"""Migrations bring a store with data to where an import would have brought it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import select, text, update

from storage.database import Database
from storage.errors import SetupError
from storage.migrations import configuration
from storage.tables import company_months, deal_spans, owner_months, stage_changes
from tests.company import settle


def _back_to_before(database: Database, revision: str) -> None:
    config = configuration()
    before = ScriptDirectory.from_config(config).get_revision(revision).down_revision
    with database.engine.connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        command.downgrade(config, str(before))


def test_visits_of_before_get_their_lengths(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    settle(database, tmp_path / "veridia")
    imported = _visits(database)
    assert any(row.whole_days == 21 for row in imported)
    _back_to_before(database, "0005")
    database.close()
    upgraded = Database(database_url)
    assert _visits(upgraded) == imported
    upgraded.close()


def test_a_store_of_a_newer_version_is_left_alone(database: Database, database_url: str) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SetupError) as refused:
        Database(database_url)
    assert (refused.value.code, refused.value.facts["version"]) == ("database_newer", "9999")


def _visits(database: Database) -> Sequence[Any]:
    s = stage_changes.c
    columns = (s.opportunity_pk, s.changed_at, s.left_on, s.whole_days)
    with database.reading() as connection:
        return connection.execute(select(*columns).order_by(*columns[:2])).all()


def test_only_what_a_migration_names_is_added_up_anew(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    settle(database, tmp_path / "veridia")
    imported = _months(database)
    _back_to_before(database, "0030")
    with database.engine.begin() as connection:
        connection.execute(update(deal_spans).values(pushes=7))  # nobody derives it again
    database.close()
    upgraded = Database(database_url)
    assert _months(upgraded) == imported
    with upgraded.reading() as connection:
        assert set(connection.scalars(select(deal_spans.c.pushes))) == {7}
    upgraded.close()


def _months(database: Database) -> list[Sequence[Any]]:
    with database.reading() as connection:
        return [
            sorted(map(repr, connection.execute(select(table))))
            for table in (company_months, owner_months)
        ]
