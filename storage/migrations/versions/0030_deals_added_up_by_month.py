"""Deals added up by month, for the company and by owner."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

ROLLUPS = ("months",)  # all that has to be added up anew

_STOOD = "ix_deal_spans_stood"
_PUSHED = "ix_field_changes_pushed"
_LATER = "field = 'close_on' AND old_value <> '' AND new_value > old_value"


def upgrade() -> None:
    """Forwards."""
    segment = sa.Column("segment", sa.Text(), nullable=True)
    stage = sa.Column("stage_pk", sa.Integer(), nullable=False)
    category = sa.Column("forecast_category", sa.Text(), nullable=True)
    _create("company_months", segment, stage, category)
    _create("owner_months", sa.Column("owner_pk", sa.Integer(), nullable=False))
    if op.get_bind().dialect.name == "postgresql":
        op.create_index(_STOOD, "deal_spans", ["to_on", "from_on", "owner_pk", "opportunity_pk"])
        columns = ["opportunity_pk", "changed_on"]
        op.create_index(_PUSHED, "field_changes", columns, postgresql_where=sa.text(_LATER))


def downgrade() -> None:
    """Back."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_index(_PUSHED, "field_changes")
        op.drop_index(_STOOD, "deal_spans")
    op.drop_table("owner_months")
    op.drop_table("company_months")


def _create(name: str, *key: sa.Column[Any]) -> None:
    columns: tuple[sa.Column[Any], ...] = (
        sa.Column("kind", sa.String(4), nullable=False),
        sa.Column("month", sa.Date(), nullable=True),
        *key,
        sa.Column("currency", sa.String(3), nullable=True),
        sa.Column("deals", sa.Integer(), nullable=False),
        sa.Column("sized", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("money", sa.Float(), nullable=True),
        sa.Column("unrated", sa.Integer(), nullable=False),
        sa.Column("rated", sa.Integer(), nullable=False),
        sa.Column("weighted", sa.Float(), nullable=True),
    )
    op.create_table(name, *columns)
    op.create_index(f"ix_{name}_month", name, [column.name for column in columns])
