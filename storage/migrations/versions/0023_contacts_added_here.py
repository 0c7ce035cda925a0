"""Which contacts were added through the bot."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.add_column("contacts", sa.Column("origin", sa.Text))


def downgrade() -> None:
    """Backwards."""
    op.drop_column("contacts", "origin")
