"""Takes out what is not in the new folder, where it replaces the old, and nothing needed."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import text

from storage.bulk import Bulk
from storage.connectors.source import Notice
from storage.exchange.layout import BY_NAME
from storage.importing.load import KEPT, Load
from storage.importing.removed import keep_past, unlink_past
from storage.importing.report import Teller

# The parts of a deal: they go with it.
_PARTS = ("stage_changes", "field_changes", "contacts", "proposals", "notes", "snapshots")

# What keeps a row of these tables in the store although its file no longer has it.
_NEEDED_BY = {
    "accounts": (("opportunities", "account_pk"), ("activities", "account_pk")),
    "products": (("opportunities", "product_pk"), ("objectives", "product_pk")),
    "stages": (
        ("opportunities", "stage_pk"),
        ("stage_changes", "from_stage_pk"),
        ("stage_changes", "to_stage_pk"),
    ),
    "people": (
        ("people", "manager_pk"),
        ("accounts", "owner_pk"),
        ("opportunities", "owner_pk"),
        ("activities", "owner_pk"),
        ("forecasts", "submitted_by_pk"),
        ("objectives", "owner_pk"),
        ("notes", "author_pk"),
    ),
}


def is_referred_to(file: str) -> bool:
    """Whether rows of other files can refer to rows of this one."""
    return file == "opportunities" or file in _NEEDED_BY


def remove_unmet(load: Load, teller: Teller) -> None:
    """Removes rows of a file nobody refers to; those the bot wrote itself stay."""
    own = KEPT.get(load.file.name, "FALSE")
    teller.counts(load.file.csv).removed += load.marks.remove_unmarked(unless=own)


def remove_referred(bulk: Bulk, loads: Mapping[str, Load], teller: Teller, today: date) -> None:
    """Removes deals with their parts, then what no remaining row refers to.

    A row that is still needed, because the file that needs it was not in the folder, stays.
    """
    if "opportunities" in loads:
        _remove_deals(bulk, loads["opportunities"], teller, today)
    for name in ("accounts", "products", "stages", "people"):
        if name in loads:
            _remove_unneeded(bulk, loads[name], teller)
    unlink_past(bulk)


def _remove_deals(bulk: Bulk, load: Load, teller: Teller, today: date) -> None:
    if load.marks.was_empty:
        return
    gone = f"SELECT t.pk FROM opportunities AS t WHERE NOT {load.marks.is_marked}"  # noqa: S608
    keep_past(bulk, gone, today)
    for part in _PARTS:
        sql = f"DELETE FROM {part} WHERE opportunity_pk IN ({gone})"  # noqa: S608
        removed = bulk.connection.execute(text(sql)).rowcount
        if removed and part in BY_NAME:
            teller.counts(f"{part}.csv").removed += removed
    # Somebody did hold that meeting: activities stay theirs without the deal.
    unlink = f"UPDATE activities SET opportunity_pk = NULL WHERE opportunity_pk IN ({gone})"  # noqa: S608
    bulk.connection.execute(text(unlink))
    teller.counts(load.file.csv).removed += load.marks.remove_unmarked()


def _remove_unneeded(bulk: Bulk, load: Load, teller: Teller) -> None:
    table = load.file.name
    needed = " OR ".join(
        f"t.pk IN (SELECT {column} FROM {user} WHERE {column} IS NOT NULL)"  # noqa: S608
        for user, column in _NEEDED_BY[table]
    )
    # A manager can go once their people are gone: again, until nobody more goes.
    while removed := load.marks.remove_unmarked(unless=needed):
        teller.counts(load.file.csv).removed += removed
    if load.marks.was_empty:
        return
    sql = f'SELECT count(*) FROM "{table}" AS t WHERE NOT {load.marks.is_marked}'  # noqa: S608
    kept = bulk.connection.execute(text(sql)).scalar_one()
    if kept:
        facts = {"file": load.file.csv, "n": kept}
        teller.report.notices.append(Notice("still_needed", facts))
