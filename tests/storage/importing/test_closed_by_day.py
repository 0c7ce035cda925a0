"""The rollup of closed deals: what is in it, after an import and in a store of before."""

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import select

from storage.importing.rederive import rederive
from storage.migrations import configuration, upgrade
from storage.tables import closed_by_day, stages
from tests.storage.importing.store import Store

Counted = set[tuple[str, str | None, str | None, int, int]]


def rollup(store: Store) -> Counted:
    """(closed on, stage, segment, won, lost)"""
    r = closed_by_day.c
    query = select(r.closed_on, stages.c.name, r.segment, r.won, r.lost).select_from(
        closed_by_day.outerjoin(stages, stages.c.pk == r.stage_pk)
    )
    with store.database.reading() as connection:
        return {(str(day), *rest) for day, *rest in connection.execute(query)}


EXPECTED: Counted = {
    ("2026-11-10", "Qualification", "SMB", 1, 0),  # O5
    ("2026-11-10", "Discovery", "SMB", 1, 0),
    ("2026-11-10", "Proposal", "SMB", 1, 0),
    ("2026-11-10", None, "SMB", 1, 0),
    ("2026-10-20", "Qualification", "Enterprise", 1, 0),  # O6
    ("2026-10-20", "Discovery", "Enterprise", 1, 0),
    ("2026-10-20", None, "Enterprise", 1, 0),
    ("2026-11-02", "Qualification", "Enterprise", 0, 1),  # O7
    ("2026-11-02", "Discovery", "Enterprise", 0, 1),
    ("2026-11-02", None, "Enterprise", 0, 1),
}


def test_each_import_counts_anew(filled: Store) -> None:
    assert rollup(filled) == EXPECTED
    history = (filled.folder / "stage_changes.csv").read_text(encoding="utf-8").splitlines()
    filled.write("stage_changes.csv", *(line for line in history if not line.startswith("O7")))
    filled.bring_in(replace=True)
    assert rollup(filled) == {row for row in EXPECTED if row[0] != "2026-11-02"}


def test_a_store_of_before_is_counted_when_it_is_opened(filled: Store) -> None:
    config = configuration()
    before = ScriptDirectory.from_config(config).get_revision("0004").down_revision
    with filled.database.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, str(before))
    upgrade(filled.database.engine, rederive)
    assert rollup(filled) == EXPECTED
