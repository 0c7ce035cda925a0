"""What is sent on schedules that people set."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "schedules",
        sa.Column("pk", sa.Integer, primary_key=True),
        sa.Column("ritual", sa.Text, nullable=False),
        sa.Column("about", sa.Text),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("at", sa.String(5), nullable=False),
        sa.Column("time_zone", sa.Text, nullable=False),
        sa.Column("slack_team", sa.Text),
        sa.Column("channel", sa.Text),
        sa.Column("channel_name", sa.Text),
        sa.Column("recipient", sa.Text),
        sa.Column("locale", sa.String(8), nullable=False),
        sa.Column("key", sa.Text),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("counts_from", sa.BigInteger, nullable=False),
        sa.Column("paused_at", sa.BigInteger),
        sa.Column("removed_by", sa.Text),
        sa.Column("removed_at", sa.BigInteger),
        sa.UniqueConstraint("key", name="uq_schedules_key"),
    )


def downgrade() -> None:
    """Backwards."""
    op.drop_table("schedules")
