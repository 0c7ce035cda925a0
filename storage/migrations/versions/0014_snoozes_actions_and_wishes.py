"""Alerts put off, actions, and what people asked to be sent."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "snoozes",
        sa.Column("pk", sa.Integer, primary_key=True),
        sa.Column("deal", sa.Text, nullable=False),
        sa.Column("snoozed_by", sa.Text, nullable=False),
        sa.Column("snoozed_at", sa.BigInteger, nullable=False),
        sa.Column("until_on", sa.Date, nullable=False),
        sa.Column("ended_at", sa.BigInteger),
    )
    standing = sa.text("ended_at IS NULL")
    op.create_index(
        "uq_snoozes_standing",
        "snoozes",
        ["deal", "snoozed_by"],
        unique=True,
        sqlite_where=standing,
        postgresql_where=standing,
    )
    op.create_table(
        "actions",
        sa.Column("pk", sa.Integer, primary_key=True),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("deal", sa.Text),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("done_by", sa.Text),
        sa.Column("done_at", sa.BigInteger),
        sa.Column("withdrawn_at", sa.BigInteger),
    )
    op.create_index("ix_actions_owner", "actions", ["owner", "due_on"])
    op.create_table(
        "subscriptions",
        sa.Column("schedule", sa.Text, primary_key=True),
        sa.Column("recipient", sa.Text, primary_key=True),
        sa.Column("since", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "alerts",
        sa.Column("recipient", sa.Text, primary_key=True),
        sa.Column("deal", sa.Text, primary_key=True),
        sa.Column("cause", sa.Text, primary_key=True),
        sa.Column("told_on", sa.Date, nullable=False),
    )


def downgrade() -> None:
    """Backwards."""
    for table in ("alerts", "subscriptions", "actions", "snoozes"):
        op.drop_table(table)
