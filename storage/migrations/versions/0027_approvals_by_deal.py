"""Approvals of one deal without reading them all."""

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.create_index("ix_approvals_deal", "approvals", ["deal"])


def downgrade() -> None:
    """Backwards."""
    op.drop_index("ix_approvals_deal", "approvals")
