"""Opportunities as they stand today."""

from sqlalchemy import Column, Date, Float, Index, Integer, String, Table, Text, text

from storage.tables.base import metadata, pk, ref
from storage.types import Money

opportunities = Table(
    "opportunities",
    metadata,
    pk(),
    Column("id", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    ref("account_pk", "accounts"),
    ref("owner_pk", "people", nullable=False),
    ref("product_pk", "products"),
    Column("amount", Money),
    Column("currency", String(3)),  # empty: the reporting currency
    Column("mrr", Money),
    Column("term_months", Integer),
    Column("discount", Float),
    ref("stage_pk", "stages", nullable=False),
    Column("kind", String(4), nullable=False),  # derived: the stage's kind
    Column("forecast_category", Text),
    Column("probability", Float),
    Column("created_on", Date, nullable=False),
    Column("close_on", Date),
    Column("closed_on", Date),
    Column("next_step", Text),
    Column("next_step_on", Date),
    Column("lost_reason", Text),
    Column("lead_source", Text),
    # derived: the rate into the reporting currency that was valid on closed_on;
    # null while open, and where no rate is known
    Column("closed_rate", Float),
)

# Covering and partial: a company-wide figure over one quarter reads one slice of one index.
Index(
    "ix_opportunities_open",
    opportunities.c.close_on,
    opportunities.c.owner_pk,
    opportunities.c.currency,
    opportunities.c.amount,
    opportunities.c.stage_pk,
    opportunities.c.probability,
    opportunities.c.forecast_category,
    opportunities.c.account_pk,
    opportunities.c.product_pk,
    sqlite_where=opportunities.c.kind == "open",
    postgresql_where=opportunities.c.kind == "open",
)
# What open deals are called, by whose they are: read alone when somebody names one.
Index(
    "ix_opportunities_name",
    opportunities.c.owner_pk,
    opportunities.c.name,
    opportunities.c.id,
    opportunities.c.account_pk,
    opportunities.c.kind,  # of one value here: so that SQLite needs no row
    sqlite_where=opportunities.c.kind == "open",
    postgresql_where=opportunities.c.kind == "open",
)
Index(
    "ix_opportunities_closed",
    opportunities.c.kind,
    opportunities.c.closed_on,
    opportunities.c.owner_pk,
    opportunities.c.amount,
    opportunities.c.closed_rate,
    opportunities.c.created_on,
    opportunities.c.account_pk,
    opportunities.c.product_pk,
    sqlite_where=opportunities.c.closed_on.is_not(None),
    postgresql_where=opportunities.c.closed_on.is_not(None),
)
# What recurs: the deals that may be live on a day.
Index(
    "ix_opportunities_recurring",
    opportunities.c.kind,  # of one value here: so that it is chosen over the index of all closed
    opportunities.c.closed_on,
    opportunities.c.owner_pk,
    opportunities.c.term_months,
    opportunities.c.mrr,
    opportunities.c.closed_rate,
    opportunities.c.account_pk,
    opportunities.c.product_pk,
    sqlite_where=text("kind = 'won' AND mrr IS NOT NULL"),
    postgresql_where=text("kind = 'won' AND mrr IS NOT NULL"),
)
# The lengths of terms there are: read by skipping from one to the next.
Index(
    "ix_opportunities_term",
    opportunities.c.kind,
    opportunities.c.term_months,
    sqlite_where=text("kind = 'won' AND mrr IS NOT NULL"),
    postgresql_where=text("kind = 'won' AND mrr IS NOT NULL"),
)
# The same for one person or a few: what is open with them, and what they closed.
Index(
    "ix_opportunities_open_owner",
    opportunities.c.owner_pk,
    opportunities.c.close_on,
    opportunities.c.currency,
    opportunities.c.amount,
    opportunities.c.stage_pk,
    opportunities.c.probability,
    opportunities.c.forecast_category,
    opportunities.c.account_pk,
    opportunities.c.product_pk,
    sqlite_where=opportunities.c.kind == "open",
    postgresql_where=opportunities.c.kind == "open",
)
Index(
    "ix_opportunities_owner",
    opportunities.c.owner_pk,
    opportunities.c.kind,
    opportunities.c.closed_on,
    opportunities.c.amount,
    opportunities.c.closed_rate,
    opportunities.c.created_on,
    opportunities.c.account_pk,
    opportunities.c.product_pk,
    postgresql_include=["pk"],
)
Index(
    "ix_opportunities_account",
    opportunities.c.account_pk,
    opportunities.c.kind,
    opportunities.c.closed_on,
)
Index("ix_opportunities_created", opportunities.c.created_on, opportunities.c.owner_pk)
# Few values each: their names are read by skipping from one to the next.
Index("ix_opportunities_lead_source", opportunities.c.lead_source)
Index("ix_opportunities_lost_reason", opportunities.c.lost_reason)
