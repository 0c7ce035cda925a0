"""Closed deals as running totals by day, stage gone through and segment."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_OLD, _NEW = "closed_by_day", "closed_so_far"


def upgrade() -> None:
    """Forwards. What is derived is counted anew after each migration."""
    op.drop_table(_OLD)
    _create(_NEW)
    columns = ["closed_on", "stage_pk", "segment", "won", "lost"]
    op.create_index("ix_closed_so_far_day", _NEW, columns)


def downgrade() -> None:
    """Back."""
    op.drop_table(_NEW)
    _create(_OLD)
    columns = ["stage_pk", "segment", "closed_on", "won", "lost"]
    op.create_index("ix_closed_by_day_stage_pk", _OLD, columns)


def _create(name: str) -> None:
    op.create_table(
        name,
        sa.Column("closed_on", sa.Date(), nullable=False),
        sa.Column("stage_pk", sa.Integer(), nullable=True),
        sa.Column("segment", sa.Text(), nullable=True),
        sa.Column("won", sa.Integer(), nullable=False),
        sa.Column("lost", sa.Integer(), nullable=False),
    )
