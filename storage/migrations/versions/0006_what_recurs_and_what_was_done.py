"""Indexes that cover what recurs, what was done on deals, and what one person or account closed."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_DAY = ["occurred_on", "owner_pk", "kind", "outcome", "qualified"]
_RECURRING = [
    "kind",
    "closed_on",
    "owner_pk",
    "term_months",
    "mrr",
    "closed_rate",
    "account_pk",
    "product_pk",
]
_LIVE = sa.text("kind = 'won' AND mrr IS NOT NULL")


def upgrade() -> None:
    """Forwards."""
    op.create_index(
        "ix_opportunities_recurring",
        "opportunities",
        _RECURRING,
        sqlite_where=_LIVE,
        postgresql_where=_LIVE,
    )
    op.drop_index("ix_activities_day", table_name="activities")
    op.create_index("ix_activities_day", "activities", [*_DAY, "opportunity_pk"])
    for name in ("owner", "account"):
        op.drop_index(f"ix_opportunities_{name}", table_name="opportunities")
        columns = [f"{name}_pk", "kind", "closed_on"]
        op.create_index(f"ix_opportunities_{name}", "opportunities", columns)


def downgrade() -> None:
    """Backwards."""
    for name, columns in (("owner", ["owner_pk", "kind"]), ("account", ["account_pk"])):
        op.drop_index(f"ix_opportunities_{name}", table_name="opportunities")
        op.create_index(f"ix_opportunities_{name}", "opportunities", columns)
    op.drop_index("ix_activities_day", table_name="activities")
    op.create_index("ix_activities_day", "activities", _DAY)
    op.drop_index("ix_opportunities_recurring", table_name="opportunities")
