"""When visits to stages ended and how many whole days they lasted; submissions by period."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_DAY = 24 * 60 * 60 * 1_000_000  # microseconds


def upgrade() -> None:
    """Forwards."""
    op.add_column("stage_changes", sa.Column("left_on", sa.Date(), nullable=True))
    op.add_column("stage_changes", sa.Column("whole_days", sa.Integer(), nullable=True))
    op.execute(
        f"""
        UPDATE stage_changes SET
          whole_days = (left_at - changed_at) / {_DAY},
          left_on = (
            SELECT following.changed_on FROM stage_changes AS following
            WHERE following.opportunity_pk = stage_changes.opportunity_pk
              AND following.changed_at = stage_changes.left_at
          )
        WHERE left_at IS NOT NULL
        """  # noqa: S608 (a constant)
    )
    op.create_index(
        "ix_stage_changes_left",
        "stage_changes",
        ["to_stage_pk", "left_on", "whole_days", "left_at"],
        unique=False,
    )
    op.create_index(
        "ix_forecasts_period",
        "forecasts",
        ["starts_on", "ends_on", "submitted_on"],
        unique=False,
    )


def downgrade() -> None:
    """Backwards."""
    op.drop_index("ix_forecasts_period", table_name="forecasts")
    op.drop_index("ix_stage_changes_left", table_name="stage_changes")
    op.drop_column("stage_changes", "whole_days")
    op.drop_column("stage_changes", "left_on")
