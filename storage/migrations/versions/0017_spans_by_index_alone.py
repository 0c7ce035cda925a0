"""Which deal a span is of, in the indexes: so PostgreSQL reads them alone, as SQLite does."""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_INDEXES = {
    "ix_deal_spans_ended": [
        "to_on",
        "from_on",
        "close_on",
        "owner_pk",
        "currency",
        "amount",
        "stage_pk",
        "probability",
        "forecast_category",
        "account_pk",
        "product_pk",
    ],
    "ix_deal_spans_begun": ["begins", "from_on", "owner_pk"],
}


def upgrade() -> None:
    """Forwards."""
    _made_anew(["opportunity_pk"])


def downgrade() -> None:
    """Backwards."""
    _made_anew([])


def _made_anew(include: list[str]) -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for name, columns in _INDEXES.items():
        op.drop_index(name, table_name="deal_spans")
        op.create_index(name, "deal_spans", columns, postgresql_include=include)
