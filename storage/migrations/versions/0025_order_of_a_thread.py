"""To which thread a message belongs that is being answered, and when it was said."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    with op.batch_alter_table("received") as batch:
        batch.add_column(sa.Column("thread", sa.Text))
        batch.add_column(sa.Column("said_at", sa.Text))
        batch.create_index("ix_received_thread", ["thread"])


def downgrade() -> None:
    """Backwards."""
    with op.batch_alter_table("received") as batch:
        batch.drop_index("ix_received_thread")
        batch.drop_column("said_at")
        batch.drop_column("thread")
