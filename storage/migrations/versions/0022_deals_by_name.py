"""What open deals are called, from an index alone."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    is_open = sa.text("kind = 'open'")
    op.create_index(
        "ix_opportunities_name",
        "opportunities",
        ["owner_pk", "name", "id", "account_pk", "kind"],
        sqlite_where=is_open,
        postgresql_where=is_open,
    )


def downgrade() -> None:
    """Backwards."""
    op.drop_index("ix_opportunities_name", "opportunities")
