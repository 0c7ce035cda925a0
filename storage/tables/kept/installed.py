"""In which Slack workspaces the app is installed, where it may be in several."""

from sqlalchemy import Column, Table, Text

from storage.tables.base import metadata
from storage.types import Instant

# One row a workspace. The token is encrypted (PILOTE_TOKEN_KEY): a copy of the store opens none.
installations = Table(
    "installations",
    metadata,
    Column("slack_team", Text, primary_key=True),
    Column("name", Text),
    Column("bot_token", Text, nullable=False),
    Column("bot_user", Text),
    Column("scopes", Text, nullable=False),  # with commas between them, as Slack says them
    Column("installed_by", Text),  # a Slack user id
    Column("installed_at", Instant, nullable=False),
)

# Installations that somebody has begun: each may come back from Slack once, and soon.
install_states = Table(
    "install_states",
    metadata,
    Column("digest", Text, primary_key=True),  # SHA-256 of what is sent: a reader cannot use it
    Column("expires_at", Instant, nullable=False),
)
