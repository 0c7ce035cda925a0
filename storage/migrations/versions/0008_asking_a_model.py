"""Whether a model's endpoint rests after failures, and the journal by conversation."""

import sqlalchemy as sa
from alembic import op

from storage.types import Instant

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "circuits",
        sa.Column("endpoint", sa.Text, primary_key=True),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("failed_at", Instant, nullable=False),
    )
    op.create_index("ix_questions_thread", "questions", ["thread", "asked_at"])


def downgrade() -> None:
    """Backwards."""
    op.drop_index("ix_questions_thread", table_name="questions")
    op.drop_table("circuits")
