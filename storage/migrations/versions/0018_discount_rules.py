"""The company's own rules of how much discount who may give."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "discount_rules",
        sa.Column("pk", sa.Integer, primary_key=True),
        sa.Column("text", sa.Text),
        sa.Column("set_by", sa.Text, nullable=False),
        sa.Column("set_at", sa.BigInteger, nullable=False),
    )


def downgrade() -> None:
    """Backwards."""
    op.drop_table("discount_rules")
