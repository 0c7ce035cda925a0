"""Which threads are being answered, by which run, and which of them are to stop."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "runs",
        sa.Column("thread", sa.Text, nullable=False),
        sa.Column("holder", sa.Text, nullable=False),
        sa.Column("renewed_at", sa.BigInteger, nullable=False),
        sa.Column("stopped", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("thread", name="pk_runs"),
    )


def downgrade() -> None:
    """Backwards."""
    op.drop_table("runs")
