"""Indexes for what one person closed, for standing submissions, and for the terms there are."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_OWNED = ["owner_pk", "kind", "closed_on"]
_STANDING = ["starts_on", "ends_on", "submitted_by_pk", "submitted_on", "submitted_at"]
_LIVE = sa.text("kind = 'won' AND mrr IS NOT NULL")


def upgrade() -> None:
    """Forwards."""
    op.drop_index("ix_opportunities_owner", table_name="opportunities")
    covered = ["amount", "closed_rate", "created_on", "account_pk", "product_pk"]
    op.create_index("ix_opportunities_owner", "opportunities", [*_OWNED, *covered])
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
    op.drop_index("ix_opportunities_owner", table_name="opportunities")
    op.create_index("ix_opportunities_owner", "opportunities", _OWNED)
