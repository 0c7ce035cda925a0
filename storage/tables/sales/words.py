"""What people here call things."""

from sqlalchemy import Column, Table, Text

from storage.tables.base import metadata

aliases = Table(
    "aliases",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("alias", Text, primary_key=True),
)
