"""The past of deals: spans, snapshots, and what was removed."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_ENDED = [
    "to_on",
    "from_on",
    "close_on",
    "owner_pk",
    "currency",
    "amount",
    "stage_pk",
    "probability",
    "forecast_category",
    "account_pk",
    "product_pk",
]


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "deal_spans",
        sa.Column("opportunity_pk", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("begins", sa.Text(), nullable=False),
        sa.Column("ends", sa.Text(), nullable=True),
        sa.Column("stage_pk", sa.Integer(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("close_on", sa.Date(), nullable=True),
        sa.Column("forecast_category", sa.Text(), nullable=True),
        sa.Column("previous_amount", sa.BigInteger(), nullable=True),
        sa.Column("previous_close_on", sa.Date(), nullable=True),
        sa.Column("owner_pk", sa.Integer(), nullable=False),
        sa.Column("account_pk", sa.Integer(), nullable=True),
        sa.Column("product_pk", sa.Integer(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("probability", sa.Float(), nullable=True),
        sa.Column("lead_source", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("opportunity_pk", "number", name=op.f("pk_deal_spans")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_deal_spans_ended", "deal_spans", _ENDED)
    op.create_index("ix_deal_spans_begun", "deal_spans", ["begins", "from_on", "owner_pk"])
    op.create_index("ix_deal_spans_owner", "deal_spans", ["owner_pk", "to_on", "from_on"])
    op.create_table(
        "removed_deals",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("removed_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_removed_deals")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "snapshots",
        sa.Column("opportunity_pk", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("stage_pk", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("close_on", sa.Date(), nullable=True),
        sa.Column("forecast_category", sa.Text(), nullable=True),
        sa.Column("owner_pk", sa.Integer(), nullable=False),
        sa.Column("team", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["opportunity_pk"], ["opportunities.pk"], name=op.f("fk_snapshots_opportunity_pk")
        ),
        sa.PrimaryKeyConstraint("opportunity_pk", "from_on", name=op.f("pk_snapshots")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_snapshots_latest", "snapshots", ["to_on", "opportunity_pk"])


def downgrade() -> None:
    """Back."""
    op.drop_index("ix_snapshots_latest", table_name="snapshots")
    op.drop_table("snapshots")
    op.drop_table("removed_deals")
    for name in ("owner", "begun", "ended"):
        op.drop_index(f"ix_deal_spans_{name}", table_name="deal_spans")
    op.drop_table("deal_spans")
