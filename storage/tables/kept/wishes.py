"""What people set for themselves."""

from sqlalchemy import JSON, Boolean, Column, SmallInteger, String, Table, Text

from storage.tables.base import metadata
from storage.types import Instant

# What people set for themselves, by email: an import that replaces people leaves it alone.
preferences = Table(
    "preferences",
    metadata,
    Column("email", Text, primary_key=True),
    Column("locale", String(8)),  # null: as the store or Slack has it
    Column("digest", Boolean),  # null: as the role has it
    Column("digest_day", SmallInteger),  # Monday is 0; null: Monday
    Column("digest_time", String(5)),  # HH:MM on their own clock; null: 08:00
    Column("quiet_from", String(5)),  # HH:MM; null: no quiet hours
    Column("quiet_to", String(5)),
    Column("digest_since", Instant),  # when they last changed whether or when the digest comes
    Column("home", JSON),  # the dashboard's period and filters; null: never opened
)
