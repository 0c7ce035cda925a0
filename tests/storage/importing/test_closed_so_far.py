"""The running totals of closed deals: what is in it, after an import and in a store of before."""

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import select

from storage.importing.rederive import rederive
from storage.migrations import configuration, upgrade
from storage.tables import closed_so_far, stages
from tests.storage.importing.store import Store

Counted = set[tuple[str, str | None, str | None, int, int]]


def rollup(store: Store) -> Counted:
    """(closed on, stage, segment, won, lost)"""
    r = closed_so_far.c
    query = select(r.closed_on, stages.c.name, r.segment, r.won, r.lost).select_from(
        closed_so_far.outerjoin(stages, stages.c.pk == r.stage_pk)
    )
    with store.database.reading() as connection:
        return {(str(day), *rest) for day, *rest in connection.execute(query)}


SMB = ("Qualification", "Discovery", "Proposal", None)  # what O5 went through, won
ENTERPRISE = ("Qualification", "Discovery", None)  # O6, won, and O7, lost


def totals(day: str, *, smb: tuple[int, int], enterprise: tuple[int, int]) -> Counted:
    return {(day, stage, "SMB", *smb) for stage in SMB} | {
        (day, stage, "Enterprise", *enterprise) for stage in ENTERPRISE
    }


EXPECTED = (
    totals("2026-10-20", smb=(0, 0), enterprise=(1, 0))  # O6
    | totals("2026-11-02", smb=(0, 0), enterprise=(1, 1))  # O7
    | totals("2026-11-10", smb=(1, 0), enterprise=(1, 1))  # O5
)
WITHOUT_O7 = totals("2026-10-20", smb=(0, 0), enterprise=(1, 0)) | totals(
    "2026-11-10", smb=(1, 0), enterprise=(1, 0)
)


def test_each_import_counts_anew(filled: Store) -> None:
    assert rollup(filled) == EXPECTED
    history = (filled.folder / "stage_changes.csv").read_text(encoding="utf-8").splitlines()
    filled.write("stage_changes.csv", *(line for line in history if not line.startswith("O7")))
    filled.bring_in(replace=True)
    assert rollup(filled) == WITHOUT_O7


def test_a_store_of_before_is_counted_when_it_is_opened(filled: Store) -> None:
    config = configuration()
    before = ScriptDirectory.from_config(config).get_revision("0004").down_revision
    with filled.database.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, str(before))
    upgrade(filled.database.engine, rederive)
    assert rollup(filled) == EXPECTED
