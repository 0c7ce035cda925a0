"""Since when somebody has the digest as they have it, and forecasts submitted after the lock."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.add_column("preferences", sa.Column("digest_since", sa.BigInteger))
    late = sa.Column("late", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("forecasts", late)


def downgrade() -> None:
    """Backwards."""
    op.drop_column("forecasts", "late")
    op.drop_column("preferences", "digest_since")
