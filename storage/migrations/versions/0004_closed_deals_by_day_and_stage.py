"""Closed deals by day, stage gone through and segment."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "closed_by_day",
        sa.Column("closed_on", sa.Date(), nullable=False),
        sa.Column("stage_pk", sa.Integer(), nullable=True),
        sa.Column("segment", sa.Text(), nullable=True),
        sa.Column("won", sa.Integer(), nullable=False),
        sa.Column("lost", sa.Integer(), nullable=False),
    )
    op.create_index(
        "ix_closed_by_day_stage_pk",
        "closed_by_day",
        ["stage_pk", "segment", "closed_on", "won", "lost"],
    )
    op.execute(_OF_EACH_STAGE)
    op.execute(_OF_ANY_STAGE)


# What is in the store already is counted at once: the next import may be days away.
_OF_EACH_STAGE = """
INSERT INTO closed_by_day (closed_on, stage_pk, segment, won, lost)
SELECT o.closed_on, s.to_stage_pk, a.segment,
       sum(CASE WHEN o.kind = 'won' THEN 1 ELSE 0 END),
       sum(CASE WHEN o.kind = 'lost' THEN 1 ELSE 0 END)
FROM opportunities o
JOIN stage_changes s ON s.opportunity_pk = o.pk AND s.changed_on <= o.closed_on
     AND s.previous_entry_on IS NULL
JOIN stages t ON t.pk = s.to_stage_pk AND t.kind = 'open'
LEFT JOIN accounts a ON a.pk = o.account_pk
WHERE o.kind IN ('won', 'lost')
GROUP BY o.closed_on, s.to_stage_pk, a.segment
"""
_OF_ANY_STAGE = """
INSERT INTO closed_by_day (closed_on, stage_pk, segment, won, lost)
SELECT o.closed_on, NULL, a.segment,
       sum(CASE WHEN o.kind = 'won' THEN 1 ELSE 0 END),
       sum(CASE WHEN o.kind = 'lost' THEN 1 ELSE 0 END)
FROM opportunities o
LEFT JOIN accounts a ON a.pk = o.account_pk
WHERE o.kind IN ('won', 'lost') AND EXISTS (
    SELECT 1 FROM stage_changes s JOIN stages t ON t.pk = s.to_stage_pk AND t.kind = 'open'
    WHERE s.opportunity_pk = o.pk AND s.changed_on <= o.closed_on)
GROUP BY o.closed_on, a.segment
"""


def downgrade() -> None:
    """Back."""
    op.drop_table("closed_by_day")
