"""Indexes that one person's figures, and those by account, are read from alone."""

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_CLOSED = ["amount", "closed_rate", "created_on", "account_pk", "product_pk"]
_DONE = ["occurred_on", "owner_pk", "kind", "outcome", "qualified", "opportunity_pk"]


def upgrade() -> None:
    """Forwards."""
    worth = ["amount", "currency"]
    _made_anew("proposals", "ix_proposals_opportunity", ["opportunity_pk", "sent_on", *worth])
    _made_anew("proposals", "ix_proposals_sent_on", ["sent_on", "opportunity_pk", *worth])
    _made_anew("activities", "ix_activities_day", [*_DONE, "account_pk"])
    if op.get_bind().dialect.name == "postgresql":
        _of_owners(["pk"])
        op.create_index(
            "ix_stage_changes_deal",
            "stage_changes",
            ["opportunity_pk", "changed_on"],
            postgresql_include=[
                "to_stage_pk",
                "changed_at",
                "left_at",
                "left_on",
                "previous_entry_on",
                "advanced_on",
            ],
        )


def downgrade() -> None:
    """Backwards."""
    _made_anew("proposals", "ix_proposals_opportunity", ["opportunity_pk"])
    _made_anew("proposals", "ix_proposals_sent_on", ["sent_on"])
    _made_anew("activities", "ix_activities_day", _DONE)
    if op.get_bind().dialect.name == "postgresql":
        _of_owners([])
        op.drop_index("ix_stage_changes_deal", table_name="stage_changes")


def _made_anew(table: str, name: str, columns: list[str]) -> None:
    op.drop_index(name, table_name=table)
    op.create_index(name, table, columns)


def _of_owners(include: list[str]) -> None:
    name, columns = "ix_opportunities_owner", ["owner_pk", "kind", "closed_on", *_CLOSED]
    op.drop_index(name, table_name="opportunities")
    op.create_index(name, "opportunities", columns, postgresql_include=include)
