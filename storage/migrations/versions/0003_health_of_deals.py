"""The health of deals: what hygiene and risk are read from."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "deal_health",
        sa.Column("opportunity_pk", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("owner_pk", sa.Integer(), nullable=False),
        sa.Column("account_pk", sa.Integer(), nullable=True),
        sa.Column("product_pk", sa.Integer(), nullable=True),
        sa.Column("stage_pk", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("forecast_category", sa.Text(), nullable=True),
        sa.Column("lead_source", sa.Text(), nullable=True),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("close_on", sa.Date(), nullable=True),
        sa.Column("has_next_step", sa.Boolean(), nullable=False),
        sa.Column("next_step_on", sa.Date(), nullable=True),
        sa.Column("contacts", sa.Integer(), nullable=False),
        sa.Column("stage_since", sa.Date(), nullable=False),
        sa.Column("last_held_on", sa.Date(), nullable=True),
        sa.Column("first_proposal_on", sa.Date(), nullable=True),
        sa.Column("pushes", sa.Integer(), nullable=False),
        sa.Column("last_push_on", sa.Date(), nullable=True),
        sa.Column("last_cut_on", sa.Date(), nullable=True),
        sa.Column("last_downgrade_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("opportunity_pk", name=op.f("pk_deal_health")),
    )
    op.create_index("ix_deal_health_owner", "deal_health", ["owner_pk"])
    op.create_table(
        "stage_medians",
        sa.Column("stage_pk", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("days", sa.Float(), nullable=False),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("stage_pk", name=op.f("pk_stage_medians")),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("stage_medians")
    op.drop_index("ix_deal_health_owner", table_name="deal_health")
    op.drop_table("deal_health")
