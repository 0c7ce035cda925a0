"""Rebuilt after each import (`storage/importing/derived`), and kept in step by hands that mend."""

from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Date, Float, Index, Integer, String, Table, Text

from storage.tables.base import metadata
from storage.types import Money

# One row for each open deal with all that hygiene and risk speak of, so that their figures are
# one scan of one small table. It refers to no other table for the database to hold it to: deals
# are removed before it is rebuilt. What has a day may lie after the day of the question.
deal_health = Table(
    "deal_health",
    metadata,
    Column("opportunity_pk", Integer, primary_key=True, autoincrement=False),
    Column("owner_pk", Integer, nullable=False),
    Column("account_pk", Integer),
    Column("product_pk", Integer),
    Column("stage_pk", Integer, nullable=False),
    Column("currency", String(3)),
    Column("amount", Money),
    Column("forecast_category", Text),
    Column("lead_source", Text),
    Column("created_on", Date, nullable=False),
    Column("close_on", Date),
    Column("has_next_step", Boolean, nullable=False),
    Column("next_step_on", Date),
    Column("contacts", Integer, nullable=False),
    Column("stage_since", Date, nullable=False),  # the day on which this visit to the stage began
    Column("last_held_on", Date),  # the day of the last activity held, or noted without outcome
    Column("first_proposal_on", Date),
    Column("pushes", Integer, nullable=False),  # changes of close_on to a later day
    Column("last_push_on", Date),
    Column("last_cut_on", Date),  # the last change of the amount to a smaller one
    Column("last_downgrade_on", Date),  # the last change of the category to a lower one
    Index("ix_deal_health_owner", "owner_pk"),
)

# How long won deals stayed in each open stage; a stage that none of them left has no row.
stage_medians = Table(
    "stage_medians",
    metadata,
    Column("stage_pk", Integer, primary_key=True, autoincrement=False),
    Column("days", Float, nullable=False),  # the median of all visits, fractions count
    Column("visits", Integer, nullable=False),
)

# Running totals: how many deals had closed by the end of each day on which any closed, so that
# those of any stretch of days are two of them apart. Every group has a row for every day.
closed_so_far = Table(
    "closed_so_far",
    metadata,
    Column("closed_on", Date, nullable=False),
    # An open stage that the deals had entered; null: any of them, each deal once. No foreign
    # key: a rollup keeps no stage from being removed.
    Column("stage_pk", Integer),
    Column("segment", Text),  # the account's
    Column("won", Integer, nullable=False),
    Column("lost", Integer, nullable=False),
    # Covering: the groups of one day lie together.
    Index("ix_closed_so_far_day", "closed_on", "stage_pk", "segment", "won", "lost"),
)


def _sums(name: str, *key: Column[Any]) -> Table:
    """Sums of deals by the month in which they close, or are expected to."""
    columns: tuple[Column[Any], ...] = (
        Column("kind", String(4), nullable=False),
        Column("month", Date),  # its first day; null: no close date
        *key,
        Column("currency", String(3)),
        Column("deals", Integer, nullable=False),
        Column("sized", Integer, nullable=False),  # of them, those with an amount
        Column("amount", BigInteger),  # ten-thousandths of the currency
        Column("money", Float),  # of closed ones: at the rates of their days
        Column("unrated", Integer, nullable=False),  # of closed ones: with an amount, without rate
        Column("rated", Integer, nullable=False),  # of open ones: with a probability
        Column("weighted", Float),  # of open ones: amount × probability
    )
    # Covering: the sums of a few months lie together.
    return Table(name, metadata, *columns, Index(f"ix_{name}_month", *(c.name for c in columns)))


# A hand that mends a deal adds a row that takes away what it was and one of what it is now, so a
# group can have several rows.
company_months = _sums(
    "company_months",
    Column("segment", Text),
    Column("stage_pk", Integer, nullable=False),
    Column("forecast_category", Text),
)
owner_months = _sums("owner_months", Column("owner_pk", Integer, nullable=False))
