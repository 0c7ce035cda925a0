"""Which deals were changed by hand since the latest import."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

ROLLUPS = ()  # nothing has to be added up anew


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "mended_deals",
        sa.Column("pk", sa.Integer, primary_key=True),
        sa.Column("opportunity_pk", sa.Integer, nullable=False),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Backwards."""
    op.drop_table("mended_deals")
