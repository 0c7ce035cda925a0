"""Deals flagged by hand, and every change made through the bot."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "flags",
        sa.Column("pk", sa.Integer, primary_key=True),
        sa.Column("deal", sa.Text, nullable=False),
        sa.Column("flagged_by", sa.Text, nullable=False),
        sa.Column("flagged_at", sa.BigInteger, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("cleared_by", sa.Text),
        sa.Column("cleared_at", sa.BigInteger),
        sa.Column("clear_reason", sa.Text),
    )
    standing = sa.text("cleared_at IS NULL")
    op.create_index(
        "uq_flags_deal",
        "flags",
        ["deal"],
        unique=True,
        sqlite_where=standing,
        postgresql_where=standing,
    )
    op.create_table(
        "changes",
        sa.Column("pk", sa.Integer, primary_key=True),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("deal", sa.Text),
        sa.Column("before", sa.JSON, nullable=False),
        sa.Column("after", sa.JSON, nullable=False),
        sa.Column("undone_by", sa.Text),
        sa.Column("undone_at", sa.BigInteger),
        sa.UniqueConstraint("key", name="uq_changes_key"),
    )
    op.create_index("ix_changes_deal", "changes", ["deal", "made_at"])


def downgrade() -> None:
    """Backwards."""
    op.drop_table("changes")
    op.drop_table("flags")
