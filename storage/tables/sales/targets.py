"""Targets, what was foretold, what it cost, and what money is worth."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    func,
)

from storage.tables.base import metadata, pk, ref
from storage.types import Instant, Money

quotas = Table(
    "quotas",
    metadata,
    Column("kind", Text, primary_key=True),  # person, team, segment, product, territory
    Column("of", Text, primary_key=True),  # email (lower case), team, segment, product id, ...
    Column("starts_on", Date, primary_key=True),
    Column("ends_on", Date, primary_key=True),
    Column("amount", Money, nullable=False),
    Column("currency", String(3)),
    Index("ix_quotas_period", "kind", "starts_on"),
)

forecasts = Table(
    "forecasts",
    metadata,
    pk(),
    ref("submitted_by_pk", "people", nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("submitted_at", Instant, nullable=False),
    Column("commit", Money, nullable=False),
    Column("best_case", Money),
    Column("comment", Text),
    Column("submitted_on", Date, nullable=False),  # derived: the day in the company's time zone
    Column("team", Text),  # derived: the submitter's team when it was first seen
    Column("origin", Text, nullable=False, server_default="import"),  # import, pilote
    Column("late", Boolean, nullable=False, server_default=false()),  # after the week's lock
    UniqueConstraint("submitted_by_pk", "starts_on", "ends_on", "submitted_at"),
    # In this order the last submission of each person is found without sorting.
    Index(
        "ix_forecasts_period",
        "starts_on",
        "ends_on",
        "submitted_by_pk",
        "submitted_on",
        "submitted_at",
    ),
)

costs = Table(
    "costs",
    metadata,
    pk(),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("kind", Text, nullable=False, server_default=""),  # sales, marketing, or empty
    Column("amount", Money, nullable=False),
    Column("currency", String(3)),
    UniqueConstraint("starts_on", "ends_on", "kind"),
)

exchange_rates = Table(
    "exchange_rates",
    metadata,
    Column("currency", String(3), primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("rate", Float, nullable=False),  # one unit of currency in the reporting currency
)

objectives = Table(
    "objectives",
    metadata,
    pk(),
    Column("name", Text, nullable=False),
    ref("owner_pk", "people"),
    Column("kpi", Text, nullable=False),
    Column("target", Float, nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("segment", Text),
    ref("product_pk", "products"),
    Column("territory", Text),
)
# None is like None here, which a unique constraint does not see.
Index(
    "uq_objectives_all_but_target",
    objectives.c.name,
    func.coalesce(objectives.c.owner_pk, 0),
    objectives.c.kpi,
    objectives.c.starts_on,
    objectives.c.ends_on,
    func.coalesce(objectives.c.segment, ""),
    func.coalesce(objectives.c.product_pk, 0),
    func.coalesce(objectives.c.territory, ""),
    unique=True,
)
