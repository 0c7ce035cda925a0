"""Drafts about deals: ticks, versions, approvals, templates."""

from sqlalchemy import Column, Float, Index, Integer, String, Table, Text, UniqueConstraint, text

from storage.tables.base import metadata, pk
from storage.types import Instant, Money

# Items of a deal's checklist that somebody answered by hand.
ticks = Table(
    "ticks",
    metadata,
    pk(),
    Column("deal", Text, nullable=False),  # the source's id
    Column("item", Text, nullable=False),  # playbook.item
    Column("ticked_by", Text, nullable=False),  # an email
    Column("ticked_at", Instant, nullable=False),
    Column("note", Text),
    Column("unticked_by", Text),
    Column("unticked_at", Instant),  # null: it stands
    Index(
        "uq_ticks_deal_item",
        "deal",
        "item",
        unique=True,
        sqlite_where=text("unticked_at IS NULL"),
        postgresql_where=text("unticked_at IS NULL"),
    ),
)

# Every proposal that was drafted and differs from the one before: versions from 1 for each deal.
proposal_versions = Table(
    "proposal_versions",
    metadata,
    pk(),
    Column("deal", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("locale", String(8), nullable=False),
    Column("markdown", Text, nullable=False),
    Column("drafted_by", Text, nullable=False),  # an email
    Column("drafted_at", Instant, nullable=False),
    UniqueConstraint("deal", "version"),
)

# Discounts beyond what their product allows, as somebody asked for them and somebody decided.
approvals = Table(
    "approvals",
    metadata,
    pk(),
    Column("deal", Text, nullable=False),
    Column("discount", Float, nullable=False),
    Column("amount", Money),
    Column("asked_by", Text, nullable=False),  # an email
    Column("asked_at", Instant, nullable=False),
    Column("decided_by", Text),
    Column("decided_at", Instant),
    Column("withdrawn_at", Instant),
    Index("ix_approvals_deal", "deal"),
    # One request waits for a deal, however many people ask at once.
    Index(
        "uq_approvals_deal",
        "deal",
        unique=True,
        sqlite_where=text("decided_at IS NULL AND withdrawn_at IS NULL"),
        postgresql_where=text("decided_at IS NULL AND withdrawn_at IS NULL"),
    ),
)

# The company's own templates of drafts: the last one of a name and language stands.
templates = Table(
    "templates",
    metadata,
    pk(),
    Column("name", Text, nullable=False),  # proposal
    Column("locale", String(8), nullable=False),
    Column("text", Text),  # null: the bot's own again
    Column("set_by", Text, nullable=False),  # an email
    Column("set_at", Instant, nullable=False),
    Index("ix_templates_name", "name", "locale"),
)

# The company's own rules of how much discount who may give: the last file stands.
discount_rules = Table(
    "discount_rules",
    metadata,
    pk(),
    Column("text", Text),  # null: the price list's limits again
    Column("set_by", Text, nullable=False),  # an email
    Column("set_at", Instant, nullable=False),
)
