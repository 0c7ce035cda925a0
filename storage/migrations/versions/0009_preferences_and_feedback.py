"""What people set for themselves, and what they say of answers."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "preferences",
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("locale", sa.String(length=8), nullable=True),
        sa.Column("digest", sa.Boolean(), nullable=True),
        sa.Column("digest_day", sa.SmallInteger(), nullable=True),
        sa.Column("digest_time", sa.String(length=5), nullable=True),
        sa.Column("quiet_from", sa.String(length=5), nullable=True),
        sa.Column("quiet_to", sa.String(length=5), nullable=True),
        sa.Column("home", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("email", name=op.f("pk_preferences")),
    )
    op.create_table(
        "feedback",
        sa.Column("question_pk", sa.Integer(), nullable=False),
        sa.Column("given_by", sa.Text(), nullable=False),
        sa.Column("good", sa.Boolean(), nullable=False),
        sa.Column("given_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_pk"], ["questions.pk"], name=op.f("fk_feedback_question_pk")
        ),
        sa.PrimaryKeyConstraint("question_pk", "given_by", name=op.f("pk_feedback")),
    )


def downgrade() -> None:
    """Backwards."""
    op.drop_table("feedback")
    op.drop_table("preferences")
