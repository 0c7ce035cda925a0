"""What people did about a deal."""

from sqlalchemy import JSON, Column, Date, Index, Integer, Table, Text, text

from storage.tables.base import metadata, pk
from storage.types import Instant

# Deals that somebody put on the list of those at risk by hand, and when they took them off. Deals
# are named by the source's id: what people did outlives the rows of an import.
flags = Table(
    "flags",
    metadata,
    pk(),
    Column("deal", Text, nullable=False),
    Column("flagged_by", Text, nullable=False),  # an email
    Column("flagged_at", Instant, nullable=False),
    Column("reason", Text, nullable=False),
    Column("cleared_by", Text),
    Column("cleared_at", Instant),  # null: it stands
    Column("clear_reason", Text),
    # One flag stands on a deal, however many people raise it at once.
    Index(
        "uq_flags_deal",
        "deal",
        unique=True,
        sqlite_where=text("cleared_at IS NULL"),
        postgresql_where=text("cleared_at IS NULL"),
    ),
)

# Every change that a person made through the bot: what was before, what is after, who undid it.
changes = Table(
    "changes",
    metadata,
    pk(),
    Column("key", Text, nullable=False, unique=True),  # of the click: made once, however often
    Column("kind", Text, nullable=False),
    Column("made_by", Text, nullable=False),  # an email
    Column("made_at", Instant, nullable=False),
    Column("deal", Text),  # the source's id
    Column("before", JSON, nullable=False),
    Column("after", JSON, nullable=False),
    Column("undone_by", Text),
    Column("undone_at", Instant),
    Index("ix_changes_deal", "deal", "made_at"),
)

# Whose alerts about a deal stay quiet until a day: each person's own, and seen by all who see the
# deal.
snoozes = Table(
    "snoozes",
    metadata,
    pk(),
    Column("deal", Text, nullable=False),
    Column("snoozed_by", Text, nullable=False),  # an email
    Column("snoozed_at", Instant, nullable=False),
    Column("until_on", Date, nullable=False),  # the first day on which alerts may come again
    Column("ended_at", Instant),  # undone, or put off anew
    Index(
        "uq_snoozes_standing",
        "deal",
        "snoozed_by",
        unique=True,
        sqlite_where=text("ended_at IS NULL"),
        postgresql_where=text("ended_at IS NULL"),
    ),
)

# What somebody said they would do, or was asked to do, by a day.
actions = Table(
    "actions",
    metadata,
    pk(),
    Column("what", Text, nullable=False),
    Column("owner", Text, nullable=False),  # an email
    Column("due_on", Date, nullable=False),
    Column("deal", Text),  # the source's id
    Column("made_by", Text, nullable=False),  # an email
    Column("made_at", Instant, nullable=False),
    Column("done_by", Text),
    Column("done_at", Instant),
    Column("withdrawn_at", Instant),  # its making was undone
    Column("schedule", Integer),  # of the ritual that it was agreed in
    Column("agreed_on", Date),  # that ritual's day
    Column("deal_then", JSON),  # the deal's stage, amount and close date when it was made
    Index("ix_actions_owner", "owner", "due_on"),
    Index("ix_actions_schedule", "schedule", "agreed_on"),
)
