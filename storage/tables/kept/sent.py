"""What is sent unasked, to whom, and when."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    true,
)

from storage.tables.base import metadata, pk
from storage.types import Instant

# What was sent unasked: one row for each schedule, window and recipient, claimed before sending.
deliveries = Table(
    "deliveries",
    metadata,
    pk(),
    Column("schedule", Text, nullable=False),  # weekly_digest, ...
    Column("window", Text, nullable=False),  # 2026-W48, ...
    Column("recipient", Text, nullable=False),  # an email
    Column("state", Text, nullable=False),  # sending, waiting, sent, undeliverable, missed
    Column("claimed_at", Instant, nullable=False),  # by the machine's clock; renewed while sending
    Column("attempts", Integer, nullable=False),
    Column("message", Text),  # channel:ts, once it was sent
    Column("reason", Text),  # why it was not
    Column("reported", Boolean, nullable=False, server_default=false()),  # operations were told
    UniqueConstraint("schedule", "window", "recipient"),
)

# What is sent on a schedule that people set: which ritual, when, where, in whose eyes.
schedules = Table(
    "schedules",
    metadata,
    pk(),
    Column("ritual", Text, nullable=False),  # pipeline_review, ...
    Column("about", Text),  # whose one-to-one: an email
    Column("rule", Text, nullable=False),  # the days, as an iCalendar recurrence rule
    Column("at", String(5), nullable=False),  # HH:MM in `time_zone`
    Column("time_zone", Text, nullable=False),
    Column("slack_team", Text),  # of the channel
    Column("channel", Text),  # Slack's id; null: a direct message to `recipient`
    Column("channel_name", Text),
    Column("recipient", Text),  # an email
    Column("locale", String(8), nullable=False),  # of what is sent to a channel
    # What makes it one of a kind as long as it stands: set once, however often it is confirmed.
    Column("key", Text, unique=True),  # null: removed
    Column("made_by", Text, nullable=False),  # an email
    Column("made_at", Instant, nullable=False),
    Column("counts_from", Instant, nullable=False),  # made or resumed: nothing before is due
    Column("paused_at", Instant),
    Column("removed_by", Text),
    Column("removed_at", Instant),
)

# What people asked to be sent (deal_alerts), beside what everybody in their role gets.
subscriptions = Table(
    "subscriptions",
    metadata,
    Column("schedule", Text, primary_key=True),
    Column("recipient", Text, primary_key=True),  # an email
    Column("since", Instant, nullable=False),
)

# Which causes of which deals somebody was alerted to, each once; told_on is the day on their clock.
alerts = Table(
    "alerts",
    metadata,
    Column("recipient", Text, primary_key=True),  # an email
    Column("deal", Text, primary_key=True),  # the source's id
    Column("cause", Text, primary_key=True),  # a risk signal, or flagged
    Column("told_on", Date, nullable=False),
    Column("news", Boolean, nullable=False, server_default=true()),  # false: so when alerts began
)
