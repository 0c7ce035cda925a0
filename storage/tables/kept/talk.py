"""What was asked and answered, where, and how it was found."""

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Index, Integer, String, Table, Text

from storage.tables.base import metadata, pk
from storage.types import Instant

questions = Table(
    "questions",
    metadata,
    pk(),
    Column("asked_at", Instant, nullable=False),
    Column("asked_by", Text, nullable=False),  # email, or the stranger's Slack id
    Column("place", Text, nullable=False),  # terminal, dm, channel, slash, ...
    Column("thread", Text),
    Column("question", Text, nullable=False),
    Column("locale", String(8), nullable=False),
    Column("status", Text, nullable=False),
    Column("reading", JSON, nullable=False),  # the tool calls that were made
    Column("unread", JSON, nullable=False),  # words nobody understood
    Column("figures", JSON, nullable=False),  # what was answered
    Column("elapsed_ms", Float, nullable=False),
    Index("ix_questions_asked_at", "asked_at"),
    Index("ix_questions_thread", "thread", "asked_at"),
)

threads = Table(
    "threads",
    metadata,
    Column("thread", Text, primary_key=True),
    Column("calls", JSON, nullable=False),  # the last structured question
    Column("choices", JSON, nullable=False),  # what was offered, if the bot asked back
    Column("updated_at", Instant, nullable=False),
)

received = Table(
    "received",
    metadata,
    # one key an event id, and one a (team, channel, ts): Slack sends one message under several
    Column("key", Text, primary_key=True),
    Column("received_at", Instant, nullable=False),
    # of what is being answered: its conversation, and Slack's timestamp or one like it
    Column("thread", Text),
    Column("said_at", Text),
    Index("ix_received_received_at", "received_at"),
    Index("ix_received_thread", "thread"),
)

open_channels = Table(
    "open_channels",
    metadata,
    Column("slack_team", Text, primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("team", Text, nullable=False),
    Column("opened_by", Text, nullable=False),
    Column("opened_at", Instant, nullable=False),
)

feedback = Table(
    "feedback",
    metadata,
    Column("question_pk", Integer, ForeignKey("questions.pk"), primary_key=True),
    Column("given_by", Text, primary_key=True),  # email
    Column("good", Boolean, nullable=False),
    Column("given_at", Instant, nullable=False),
)

# How often in a row a model's endpoint gave no reply, and when last; none: it did the last time.
circuits = Table(
    "circuits",
    metadata,
    Column("endpoint", Text, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("failed_at", Instant, nullable=False),
)

# Which threads are being answered, so that each has one run at a time whatever process makes it.
runs = Table(
    "runs",
    metadata,
    Column("thread", Text, primary_key=True),
    Column("holder", Text, nullable=False),  # made up for the run
    Column("renewed_at", Instant, nullable=False),  # by the machine's clock
    Column("stopped", Boolean, nullable=False),  # somebody asked for it
)
