"""Which ritual an action was agreed in, and how its deal stood then."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.add_column("actions", sa.Column("schedule", sa.Integer))
    op.add_column("actions", sa.Column("agreed_on", sa.Date))
    op.add_column("actions", sa.Column("deal_then", sa.JSON))
    op.create_index("ix_actions_schedule", "actions", ["schedule", "agreed_on"])


def downgrade() -> None:
    """Backwards."""
    op.drop_index("ix_actions_schedule", "actions")
    for column in ("deal_then", "agreed_on", "schedule"):
        op.drop_column("actions", column)
