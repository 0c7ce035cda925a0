"""What was sent unasked, to whom and for which window."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "deliveries",
        sa.Column("pk", sa.Integer, primary_key=True),
        sa.Column("schedule", sa.Text, nullable=False),
        sa.Column("window", sa.Text, nullable=False),
        sa.Column("recipient", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("claimed_at", sa.BigInteger, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("message", sa.Text),
        sa.Column("reason", sa.Text),
        sa.Column("reported", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.UniqueConstraint(
            "schedule", "window", "recipient", name="uq_deliveries_schedule_window_recipient"
        ),
    )


def downgrade() -> None:
    """Backwards."""
    op.drop_table("deliveries")
