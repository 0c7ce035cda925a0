"""The company, its people, and what it sells to whom in which steps."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    Text,
)

from storage.tables.base import metadata, pk, ref
from storage.types import Money

company = Table(
    "company",
    metadata,
    pk(),
    Column("name", Text, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("fiscal_year_starts", SmallInteger, nullable=False),
    Column("locale", String(8), nullable=False),
    Column("time_zone", Text, nullable=False),
)

people = Table(
    "people",
    metadata,
    pk(),
    Column("email", Text, nullable=False, unique=True),  # lower case
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),  # rep, manager, executive, operations
    ref("manager_pk", "people"),
    Column("team", Text),
    Column("territory", Text),
    Column("time_zone", Text),
    Column("locale", Text),
    Column("slack_user_id", Text),
    Column("active_from", Date),
    Column("active_to", Date),
    Index("ix_people_manager_pk", "manager_pk"),
    Index("ix_people_team", "team"),
    Index("ix_people_slack_user_id", "slack_user_id"),
)

stages = Table(
    "stages",
    metadata,
    pk(),
    Column("name", Text, nullable=False, unique=True),
    Column("position", Integer, nullable=False),
    Column("kind", String(4), nullable=False),  # open, won, lost
    Column("probability", Float),
    Column("exit_criteria", Text),
)

accounts = Table(
    "accounts",
    metadata,
    pk(),
    Column("id", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("segment", Text),
    Column("industry", Text),
    Column("territory", Text),
    Column("country", Text),
    ref("owner_pk", "people"),
    Column("ideal_customer", Boolean),
    Index("ix_accounts_segment", "segment"),
    Index("ix_accounts_territory", "territory"),
    Index("ix_accounts_owner_pk", "owner_pk"),
)

products = Table(
    "products",
    metadata,
    pk(),
    Column("id", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("family", Text),
    Column("list_price", Money),
    Column("currency", String(3)),
    Column("max_discount", Float),
)
