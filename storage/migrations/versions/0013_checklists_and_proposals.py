"""Ticked items, versions of proposals, approvals of discounts, the company's own templates."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "ticks",
        sa.Column("pk", sa.Integer, primary_key=True),
        sa.Column("deal", sa.Text, nullable=False),
        sa.Column("item", sa.Text, nullable=False),
        sa.Column("ticked_by", sa.Text, nullable=False),
        sa.Column("ticked_at", sa.BigInteger, nullable=False),
        sa.Column("note", sa.Text),
        sa.Column("unticked_by", sa.Text),
        sa.Column("unticked_at", sa.BigInteger),
    )
    _one_standing("uq_ticks_deal_item", "ticks", ["deal", "item"], "unticked_at IS NULL")
    op.create_table(
        "proposal_versions",
        sa.Column("pk", sa.Integer, primary_key=True),
        sa.Column("deal", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("locale", sa.String(8), nullable=False),
        sa.Column("markdown", sa.Text, nullable=False),
        sa.Column("drafted_by", sa.Text, nullable=False),
        sa.Column("drafted_at", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("deal", "version", name="uq_proposal_versions_deal_version"),
    )
    op.create_table(
        "approvals",
        sa.Column("pk", sa.Integer, primary_key=True),
        sa.Column("deal", sa.Text, nullable=False),
        sa.Column("discount", sa.Float, nullable=False),
        sa.Column("amount", sa.BigInteger),
        sa.Column("asked_by", sa.Text, nullable=False),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        sa.Column("decided_by", sa.Text),
        sa.Column("decided_at", sa.BigInteger),
        sa.Column("withdrawn_at", sa.BigInteger),
    )
    waiting = "decided_at IS NULL AND withdrawn_at IS NULL"
    _one_standing("uq_approvals_deal", "approvals", ["deal"], waiting)
    op.create_table(
        "templates",
        sa.Column("pk", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("locale", sa.String(8), nullable=False),
        sa.Column("text", sa.Text),
        sa.Column("set_by", sa.Text, nullable=False),
        sa.Column("set_at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_templates_name", "templates", ["name", "locale"])


def _one_standing(index: str, table: str, columns: list[str], condition: str) -> None:
    where = sa.text(condition)
    op.create_index(index, table, columns, unique=True, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    """Backwards."""
    for table in ("templates", "approvals", "proposal_versions", "ticks"):
        op.drop_table(table)
