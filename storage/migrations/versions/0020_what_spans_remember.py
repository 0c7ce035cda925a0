"""Since when a deal stood in its stage and how often it was put off, with each of its spans."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_BEFORE = [
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
]
_REMEMBERED = ["stage_since", "pushes"]


def upgrade() -> None:
    """Forwards; what they hold is derived anew afterwards."""
    op.add_column("deal_spans", sa.Column("stage_since", sa.Date()))
    pushes = sa.Column("pushes", sa.Integer(), nullable=False, server_default=sa.text("0"))
    op.add_column("deal_spans", pushes)
    op.drop_index("ix_deal_spans_ended", table_name="deal_spans")
    _index(_BEFORE + _REMEMBERED)


def downgrade() -> None:
    """Backwards."""
    op.drop_index("ix_deal_spans_ended", table_name="deal_spans")
    _index(_BEFORE)
    for name in _REMEMBERED:
        op.drop_column("deal_spans", name)


def _index(columns: list[str]) -> None:
    include = ["opportunity_pk"]
    op.create_index("ix_deal_spans_ended", "deal_spans", columns, postgresql_include=include)
