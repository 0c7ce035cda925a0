"""Indexes for what one person has open and closed, standing submissions, and terms of contracts."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_OWNED = ["owner_pk", "kind", "closed_on"]
_OPEN = [
    "owner_pk",
    "close_on",
    "currency",
    "amount",
    "stage_pk",
    "probability",
    "forecast_category",
    "account_pk",
    "product_pk",
]
_STANDING = ["starts_on", "ends_on", "submitted_by_pk", "submitted_on", "submitted_at"]
_LIVE = sa.text("kind = 'won' AND mrr IS NOT NULL")


def upgrade() -> None:
    """Forwards."""
    op.drop_index("ix_opportunities_owner", table_name="opportunities")
    covered = ["amount", "closed_rate", "created_on", "account_pk", "product_pk"]
    op.create_index("ix_opportunities_owner", "opportunities", [*_OWNED, *covered])
    op.create_index(
        "ix_opportunities_open_owner",
        "opportunities",
        _OPEN,
        sqlite_where=sa.text("kind = 'open'"),
        postgresql_where=sa.text("kind = 'open'"),
    )
    op.create_index(
        "ix_opportunities_term",
        "opportunities",
        ["kind", "term_months"],
        sqlite_where=_LIVE,
        postgresql_where=_LIVE,
    )
    op.drop_index("ix_forecasts_period", table_name="forecasts")
    op.create_index("ix_forecasts_period", "forecasts", _STANDING)


def downgrade() -> None:
    """Backwards."""
    op.drop_index("ix_forecasts_period", table_name="forecasts")
    op.create_index("ix_forecasts_period", "forecasts", ["starts_on", "ends_on", "submitted_on"])
    op.drop_index("ix_opportunities_term", table_name="opportunities")
    op.drop_index("ix_opportunities_open_owner", table_name="opportunities")
    op.drop_index("ix_opportunities_owner", table_name="opportunities")
    op.create_index("ix_opportunities_owner", "opportunities", _OWNED)
