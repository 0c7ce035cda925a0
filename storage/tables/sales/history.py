"""What opportunities were on earlier days."""

from sqlalchemy import (
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    and_,
    literal_column,
    text,
)

from storage.tables.base import metadata, pk, ref
from storage.types import Instant, Money

stage_changes = Table(
    "stage_changes",
    metadata,
    Column("opportunity_pk", Integer, ForeignKey("opportunities.pk"), primary_key=True),
    Column("changed_at", Instant, primary_key=True),
    ref("from_stage_pk", "stages"),
    ref("to_stage_pk", "stages", nullable=False),
    Column("changed_on", Date, nullable=False),  # derived: the day in the company's time zone
    Column("left_at", Instant),  # derived: when the stage entered here was left
    # derived: first later day on which the deal entered a later open stage, or was won
    Column("advanced_on", Date),
    # derived: the day of the deal's previous entry into the same stage
    Column("previous_entry_on", Date),
    Column("left_on", Date),  # derived: the day of left_at in the company's time zone
    Column("whole_days", Integer),  # derived: whole days of 24 hours from changed_at to left_at
    Index(
        "ix_stage_changes_entered",
        "changed_on",
        "to_stage_pk",
        "previous_entry_on",
        "advanced_on",
        "left_at",
    ),
    # In this order visits that ended on one day are counted by their length without sorting.
    Index("ix_stage_changes_left", "to_stage_pk", "left_on", "whole_days", "left_at"),
    # The visits of a few deals, which SQLite finds together in the table itself.
    Index(
        "ix_stage_changes_deal",
        "opportunity_pk",
        "changed_on",
        postgresql_include=[
            "to_stage_pk",
            "changed_at",
            "left_at",
            "left_on",
            "previous_entry_on",
            "advanced_on",
        ],
        info={"dialect": "postgresql"},
    ).ddl_if(dialect="postgresql"),
    sqlite_with_rowid=False,
)

field_changes = Table(
    "field_changes",
    metadata,
    Column("opportunity_pk", Integer, ForeignKey("opportunities.pk"), primary_key=True),
    Column("field", Text, primary_key=True),  # amount, close_on, forecast_category, owner_email
    Column("changed_at", Instant, primary_key=True),
    Column("old_value", Text),  # as in the exchange format; amounts with a decimal point
    Column("new_value", Text),
    Column("changed_on", Date, nullable=False),  # derived: the day in the company's time zone
    Index("ix_field_changes_made", "field", "changed_on"),
    sqlite_with_rowid=False,
)
# Changes of the close date to a later day. Days as text compare as days do; a day that was not
# known cannot have been put off. Literals, so that a partial index is seen to fit.
PUSHED = and_(
    field_changes.c.field == literal_column("'close_on'"),
    field_changes.c.old_value != literal_column("''"),
    field_changes.c.new_value > field_changes.c.old_value,
)
# Those of a few deals, which SQLite finds together in the table itself.
Index(
    "ix_field_changes_pushed",
    field_changes.c.opportunity_pk,
    field_changes.c.changed_on,
    postgresql_where=PUSHED,
    info={"dialect": "postgresql"},
).ddl_if(dialect="postgresql")

# derived: every stretch of time in which a deal was open and nothing about it changed, so that
# "as it stood on a day" and "what changed since" are one indexed pass. Deals that were removed
# from the source stay, with the negative key of their row in `removed_deals`.
deal_spans = Table(
    "deal_spans",
    metadata,
    Column("opportunity_pk", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),  # 1, 2, ... in time
    Column("from_on", Date, nullable=False),
    Column("to_on", Date, nullable=False),  # the first day no more; END while it lasts
    Column("begins", Text, nullable=False),  # created, reopened, changed
    Column("ends", Text),  # changed, won, lost, removed; null while it lasts
    Column("stage_pk", Integer),  # null where nobody recorded it
    Column("amount", Money),
    Column("close_on", Date),
    Column("forecast_category", Text),
    Column("previous_amount", Money),  # of the span before, where it begins with a change
    Column("previous_close_on", Date),
    Column("stage_since", Date),  # the day of the last stage change by then
    # changes of close_on to a later day, by then
    Column("pushes", Integer, nullable=False, server_default=text("0")),
    # today's, of the deal itself
    Column("owner_pk", Integer, nullable=False),
    Column("account_pk", Integer),
    Column("product_pk", Integer),
    Column("currency", String(3)),
    Column("probability", Float),
    Column("lead_source", Text),
    sqlite_with_rowid=False,
)
# What lasted beyond a day, or ended in a stretch of days: for recent ones a small slice.
Index(
    "ix_deal_spans_ended",
    deal_spans.c.to_on,
    deal_spans.c.from_on,
    deal_spans.c.close_on,
    deal_spans.c.owner_pk,
    deal_spans.c.currency,
    deal_spans.c.amount,
    deal_spans.c.stage_pk,
    deal_spans.c.probability,
    deal_spans.c.forecast_category,
    deal_spans.c.account_pk,
    deal_spans.c.product_pk,
    deal_spans.c.stage_since,
    deal_spans.c.pushes,
    postgresql_include=["opportunity_pk"],  # SQLite has the key of a row in every index
)
# The same for who was open on a day and nothing more: on PostgreSQL the other's width tells.
Index(
    "ix_deal_spans_stood",
    deal_spans.c.to_on,
    deal_spans.c.from_on,
    deal_spans.c.owner_pk,
    deal_spans.c.opportunity_pk,
    info={"dialect": "postgresql"},
).ddl_if(dialect="postgresql")
Index(
    "ix_deal_spans_begun",
    deal_spans.c.begins,
    deal_spans.c.from_on,
    deal_spans.c.owner_pk,
    postgresql_include=["opportunity_pk"],
)
Index("ix_deal_spans_owner", deal_spans.c.owner_pk, deal_spans.c.to_on, deal_spans.c.from_on)

removed_deals = Table(
    "removed_deals",
    metadata,
    pk(),
    Column("id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("removed_on", Date, nullable=False),
    sqlite_autoincrement=True,  # a key is never given twice
)
