"""What teams decided for themselves."""

from sqlalchemy import Column, Float, Table, Text

from storage.tables.base import metadata
from storage.types import Instant

# From when on a deal of this team is told to be at risk or incomplete, where the team has its own
# limit; names and units are those of tools/engine/thresholds.py. Who set it, and what was before,
# is among the changes.
team_limits = Table(
    "team_limits",
    metadata,
    Column("team", Text, primary_key=True),
    Column("name", Text, primary_key=True),  # silent_days, ...
    Column("value", Float, nullable=False),
    Column("set_by", Text, nullable=False),  # an email
    Column("set_at", Instant, nullable=False),
)
