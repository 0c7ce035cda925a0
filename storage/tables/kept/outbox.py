"""What is to be told to the CRM."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, Table, Text, false

from storage.tables.base import metadata, pk
from storage.types import Instant

# Changes on their way to the CRM, written in the transaction of the change itself: what stands in
# the store is sent, and nothing else.
outbox = Table(
    "outbox",
    metadata,
    pk(),
    Column("key", Text, nullable=False, unique=True),  # for the receiver to know it again by
    Column("change_pk", Integer, ForeignKey("changes.pk"), nullable=False),
    Column("deal", Text, nullable=False),  # the source's id: of one deal, one after the other
    Column("body", JSON, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("state", Text, nullable=False),  # waiting, sending, sent, failed
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("due_at", Instant, nullable=False),  # of the next attempt; while sending: of the claim
    Column("reason", Text),  # why the last attempt failed
    Column("reported", Boolean, nullable=False, server_default=false()),  # operations were told
    Index("ix_outbox_due", "state", "due_at"),
)
