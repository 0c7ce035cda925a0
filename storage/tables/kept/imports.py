"""What came in, and how open deals stood then."""

from sqlalchemy import JSON, Column, Date, ForeignKey, Index, Integer, Table, Text

from storage.tables.base import metadata, pk
from storage.types import Instant, Money

# Open deals as each import left them, a row each time something about one had changed: what
# the past is read from where the source has no history of its own.
snapshots = Table(
    "snapshots",
    metadata,
    Column("opportunity_pk", Integer, ForeignKey("opportunities.pk"), primary_key=True),
    Column("from_on", Date, primary_key=True),  # the day of the import
    Column("to_on", Date),  # the day of the import that found it changed; null: the latest
    Column("stage_pk", Integer, nullable=False),
    Column("amount", Money),
    Column("close_on", Date),
    Column("forecast_category", Text),
    Column("owner_pk", Integer, nullable=False),
    Column("team", Text),  # the owner's on that day
    Index("ix_snapshots_latest", "to_on", "opportunity_pk"),
    sqlite_with_rowid=False,
)

# Deals that were changed by hand since the latest import, a row for each time: what was read of
# them before holds no longer.
mended_deals = Table(
    "mended_deals",
    metadata,
    pk(),
    Column("opportunity_pk", Integer, nullable=False),  # no foreign key: an import clears the list
    sqlite_autoincrement=True,  # a key is never given twice
)

imports = Table(
    "imports",
    metadata,
    pk(),
    Column("source", Text, nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("finished_at", Instant, nullable=False),
    Column("counts", JSON, nullable=False),  # {file: {"added": n, "updated": n, ...}}
)
