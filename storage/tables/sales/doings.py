"""What was done about an opportunity, with whom, and what was written down."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    func,
)

from storage.tables.base import metadata, pk, ref
from storage.types import Instant, Money

activities = Table(
    "activities",
    metadata,
    pk(),
    Column("id", Text, nullable=False, unique=True),
    ref("opportunity_pk", "opportunities"),
    ref("account_pk", "accounts"),
    ref("owner_pk", "people", nullable=False),
    Column("kind", Text, nullable=False),  # call, email, meeting, demo
    Column("occurred_at", Instant, nullable=False),
    Column("outcome", Text),  # held, no_show, cancelled, scheduled
    Column("qualified", Boolean),
    Column("occurred_on", Date, nullable=False),  # derived: the day in the company's time zone
    Index(
        "ix_activities_day",
        "occurred_on",
        "owner_pk",
        "kind",
        "outcome",
        "qualified",
        "opportunity_pk",
        "account_pk",
    ),
    Index("ix_activities_opportunity", "opportunity_pk", "occurred_on", "outcome"),
    Index("ix_activities_owner", "owner_pk", "occurred_on"),
)

contacts = Table(
    "contacts",
    metadata,
    Column("opportunity_pk", Integer, ForeignKey("opportunities.pk"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("title", Text),
    Column("role", Text),
    Column("email", Text),
    Column("origin", Text),  # pilote: added by a person through the bot; null: the source's
    sqlite_with_rowid=False,
)

proposals = Table(
    "proposals",
    metadata,
    pk(),
    Column("id", Text, nullable=False, unique=True),
    ref("opportunity_pk", "opportunities", nullable=False),
    Column("sent_on", Date, nullable=False),
    Column("amount", Money),
    Column("currency", String(3)),
    Column("discount", Float),
    Index("ix_proposals_opportunity", "opportunity_pk", "sent_on", "amount", "currency"),
    Index("ix_proposals_sent_on", "sent_on", "opportunity_pk", "amount", "currency"),
)

notes = Table(
    "notes",
    metadata,
    pk(),
    ref("opportunity_pk", "opportunities", nullable=False),
    Column("written_at", Instant, nullable=False),
    ref("author_pk", "people"),
    Column("text", Text, nullable=False),
)
Index(
    "uq_notes_written",
    notes.c.opportunity_pk,
    notes.c.written_at,
    func.coalesce(notes.c.author_pk, 0),
    unique=True,
)
