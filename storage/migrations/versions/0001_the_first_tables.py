"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "aliases",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "name", "alias", name=op.f("pk_aliases")),
    )
    op.create_table(
        "company",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("fiscal_year_starts", sa.SmallInteger(), nullable=False),
        sa.Column("locale", sa.String(length=8), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_company")),
    )
    op.create_table(
        "costs",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_costs")),
        sa.UniqueConstraint(
            "starts_on", "ends_on", "kind", name=op.f("uq_costs_starts_on_ends_on_kind")
        ),
    )
    op.create_table(
        "exchange_rates",
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("rate", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("currency", "valid_from", name=op.f("pk_exchange_rates")),
    )
    op.create_table(
        "imports",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("finished_at", sa.BigInteger(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_imports")),
    )
    op.create_table(
        "open_channels",
        sa.Column("slack_team", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("opened_by", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("slack_team", "channel", name=op.f("pk_open_channels")),
    )
    op.create_table(
        "people",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("manager_pk", sa.Integer(), nullable=True),
        sa.Column("team", sa.Text(), nullable=True),
        sa.Column("territory", sa.Text(), nullable=True),
        sa.Column("time_zone", sa.Text(), nullable=True),
        sa.Column("locale", sa.Text(), nullable=True),
        sa.Column("slack_user_id", sa.Text(), nullable=True),
        sa.Column("active_from", sa.Date(), nullable=True),
        sa.Column("active_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["manager_pk"], ["people.pk"], name=op.f("fk_people_manager_pk")),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_people")),
        sa.UniqueConstraint("email", name=op.f("uq_people_email")),
    )
    op.create_index("ix_people_manager_pk", "people", ["manager_pk"], unique=False)
    op.create_index("ix_people_slack_user_id", "people", ["slack_user_id"], unique=False)
    op.create_index("ix_people_team", "people", ["team"], unique=False)
    op.create_table(
        "products",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("family", sa.Text(), nullable=True),
        sa.Column("list_price", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("max_discount", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_products")),
        sa.UniqueConstraint("id", name=op.f("uq_products_id")),
    )
    op.create_table(
        "questions",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("thread", sa.Text(), nullable=True),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("locale", sa.String(length=8), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("reading", sa.JSON(), nullable=False),
        sa.Column("unread", sa.JSON(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("elapsed_ms", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_questions")),
    )
    op.create_index("ix_questions_asked_at", "questions", ["asked_at"], unique=False)
    op.create_table(
        "quotas",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("of", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.PrimaryKeyConstraint("kind", "of", "starts_on", "ends_on", name=op.f("pk_quotas")),
    )
    op.create_index("ix_quotas_period", "quotas", ["kind", "starts_on"], unique=False)
    op.create_table(
        "received",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_received")),
    )
    op.create_index("ix_received_received_at", "received", ["received_at"], unique=False)
    op.create_table(
        "stages",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=4), nullable=False),
        sa.Column("probability", sa.Float(), nullable=True),
        sa.Column("exit_criteria", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_stages")),
        sa.UniqueConstraint("name", name=op.f("uq_stages_name")),
    )
    op.create_table(
        "threads",
        sa.Column("thread", sa.Text(), nullable=False),
        sa.Column("calls", sa.JSON(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("thread", name=op.f("pk_threads")),
    )
    op.create_table(
        "accounts",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("segment", sa.Text(), nullable=True),
        sa.Column("industry", sa.Text(), nullable=True),
        sa.Column("territory", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("owner_pk", sa.Integer(), nullable=True),
        sa.Column("ideal_customer", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["owner_pk"], ["people.pk"], name=op.f("fk_accounts_owner_pk")),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_accounts")),
        sa.UniqueConstraint("id", name=op.f("uq_accounts_id")),
    )
    op.create_index("ix_accounts_owner_pk", "accounts", ["owner_pk"], unique=False)
    op.create_index("ix_accounts_segment", "accounts", ["segment"], unique=False)
    op.create_index("ix_accounts_territory", "accounts", ["territory"], unique=False)
    op.create_table(
        "forecasts",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("submitted_by_pk", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("submitted_at", sa.BigInteger(), nullable=False),
        sa.Column("commit", sa.BigInteger(), nullable=False),
        sa.Column("best_case", sa.BigInteger(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("submitted_on", sa.Date(), nullable=False),
        sa.Column("team", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), server_default="import", nullable=False),
        sa.ForeignKeyConstraint(
            ["submitted_by_pk"], ["people.pk"], name=op.f("fk_forecasts_submitted_by_pk")
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_forecasts")),
        sa.UniqueConstraint(
            "submitted_by_pk",
            "starts_on",
            "ends_on",
            "submitted_at",
            name=op.f("uq_forecasts_submitted_by_pk_starts_on_ends_on_submitted_at"),
        ),
    )
    op.create_table(
        "objectives",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("owner_pk", sa.Integer(), nullable=True),
        sa.Column("kpi", sa.Text(), nullable=False),
        sa.Column("target", sa.Float(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("segment", sa.Text(), nullable=True),
        sa.Column("product_pk", sa.Integer(), nullable=True),
        sa.Column("territory", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["owner_pk"], ["people.pk"], name=op.f("fk_objectives_owner_pk")),
        sa.ForeignKeyConstraint(
            ["product_pk"], ["products.pk"], name=op.f("fk_objectives_product_pk")
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_objectives")),
    )
    op.create_table(
        "opportunities",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("account_pk", sa.Integer(), nullable=True),
        sa.Column("owner_pk", sa.Integer(), nullable=False),
        sa.Column("product_pk", sa.Integer(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("mrr", sa.BigInteger(), nullable=True),
        sa.Column("term_months", sa.Integer(), nullable=True),
        sa.Column("discount", sa.Float(), nullable=True),
        sa.Column("stage_pk", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=4), nullable=False),
        sa.Column("forecast_category", sa.Text(), nullable=True),
        sa.Column("probability", sa.Float(), nullable=True),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("close_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("next_step", sa.Text(), nullable=True),
        sa.Column("next_step_on", sa.Date(), nullable=True),
        sa.Column("lost_reason", sa.Text(), nullable=True),
        sa.Column("lead_source", sa.Text(), nullable=True),
        sa.Column("closed_rate", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_pk"], ["accounts.pk"], name=op.f("fk_opportunities_account_pk")
        ),
        sa.ForeignKeyConstraint(
            ["owner_pk"], ["people.pk"], name=op.f("fk_opportunities_owner_pk")
        ),
        sa.ForeignKeyConstraint(
            ["product_pk"], ["products.pk"], name=op.f("fk_opportunities_product_pk")
        ),
        sa.ForeignKeyConstraint(
            ["stage_pk"], ["stages.pk"], name=op.f("fk_opportunities_stage_pk")
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_opportunities")),
        sa.UniqueConstraint("id", name=op.f("uq_opportunities_id")),
    )
    op.create_index("ix_opportunities_account", "opportunities", ["account_pk"], unique=False)
    op.create_index(
        "ix_opportunities_closed",
        "opportunities",
        [
            "kind",
            "closed_on",
            "owner_pk",
            "amount",
            "closed_rate",
            "created_on",
            "account_pk",
            "product_pk",
        ],
        unique=False,
        sqlite_where=sa.text("closed_on IS NOT NULL"),
        postgresql_where=sa.text("closed_on IS NOT NULL"),
    )
    op.create_index(
        "ix_opportunities_created", "opportunities", ["created_on", "owner_pk"], unique=False
    )
    op.create_index("ix_opportunities_lead_source", "opportunities", ["lead_source"], unique=False)
    op.create_index("ix_opportunities_lost_reason", "opportunities", ["lost_reason"], unique=False)
    op.create_index(
        "ix_opportunities_open",
        "opportunities",
        [
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
        unique=False,
        sqlite_where=sa.text("kind = 'open'"),
        postgresql_where=sa.text("kind = 'open'"),
    )
    op.create_index("ix_opportunities_owner", "opportunities", ["owner_pk", "kind"], unique=False)
    op.create_table(
        "activities",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("opportunity_pk", sa.Integer(), nullable=True),
        sa.Column("account_pk", sa.Integer(), nullable=True),
        sa.Column("owner_pk", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("occurred_at", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("qualified", sa.Boolean(), nullable=True),
        sa.Column("occurred_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_pk"], ["accounts.pk"], name=op.f("fk_activities_account_pk")
        ),
        sa.ForeignKeyConstraint(
            ["opportunity_pk"], ["opportunities.pk"], name=op.f("fk_activities_opportunity_pk")
        ),
        sa.ForeignKeyConstraint(["owner_pk"], ["people.pk"], name=op.f("fk_activities_owner_pk")),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_activities")),
        sa.UniqueConstraint("id", name=op.f("uq_activities_id")),
    )
    op.create_index(
        "ix_activities_day",
        "activities",
        ["occurred_on", "owner_pk", "kind", "outcome", "qualified"],
        unique=False,
    )
    op.create_index(
        "ix_activities_opportunity",
        "activities",
        ["opportunity_pk", "occurred_on", "outcome"],
        unique=False,
    )
    op.create_index("ix_activities_owner", "activities", ["owner_pk", "occurred_on"], unique=False)
    op.create_table(
        "contacts",
        sa.Column("opportunity_pk", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["opportunity_pk"], ["opportunities.pk"], name=op.f("fk_contacts_opportunity_pk")
        ),
        sa.PrimaryKeyConstraint("opportunity_pk", "name", name=op.f("pk_contacts")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "field_changes",
        sa.Column("opportunity_pk", sa.Integer(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("old_value", sa.Text(), nullable=True),
        sa.Column("new_value", sa.Text(), nullable=True),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["opportunity_pk"], ["opportunities.pk"], name=op.f("fk_field_changes_opportunity_pk")
        ),
        sa.PrimaryKeyConstraint(
            "opportunity_pk", "field", "changed_at", name=op.f("pk_field_changes")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_field_changes_made", "field_changes", ["field", "changed_on"], unique=False)
    op.create_table(
        "notes",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("opportunity_pk", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.BigInteger(), nullable=False),
        sa.Column("author_pk", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["author_pk"], ["people.pk"], name=op.f("fk_notes_author_pk")),
        sa.ForeignKeyConstraint(
            ["opportunity_pk"], ["opportunities.pk"], name=op.f("fk_notes_opportunity_pk")
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_notes")),
    )
    op.create_table(
        "proposals",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("opportunity_pk", sa.Integer(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("discount", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["opportunity_pk"], ["opportunities.pk"], name=op.f("fk_proposals_opportunity_pk")
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_proposals")),
        sa.UniqueConstraint("id", name=op.f("uq_proposals_id")),
    )
    op.create_index("ix_proposals_opportunity", "proposals", ["opportunity_pk"], unique=False)
    op.create_index("ix_proposals_sent_on", "proposals", ["sent_on"], unique=False)
    op.create_table(
        "stage_changes",
        sa.Column("opportunity_pk", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("from_stage_pk", sa.Integer(), nullable=True),
        sa.Column("to_stage_pk", sa.Integer(), nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("left_at", sa.BigInteger(), nullable=True),
        sa.Column("advanced_on", sa.Date(), nullable=True),
        sa.Column("previous_entry_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["from_stage_pk"], ["stages.pk"], name=op.f("fk_stage_changes_from_stage_pk")
        ),
        sa.ForeignKeyConstraint(
            ["opportunity_pk"], ["opportunities.pk"], name=op.f("fk_stage_changes_opportunity_pk")
        ),
        sa.ForeignKeyConstraint(
            ["to_stage_pk"], ["stages.pk"], name=op.f("fk_stage_changes_to_stage_pk")
        ),
        sa.PrimaryKeyConstraint("opportunity_pk", "changed_at", name=op.f("pk_stage_changes")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_stage_changes_entered",
        "stage_changes",
        ["changed_on", "to_stage_pk", "previous_entry_on", "advanced_on", "left_at"],
        unique=False,
    )
    # Alembic does not see indexes on expressions by itself.
    op.create_index(
        "uq_objectives_all_but_target",
        "objectives",
        [
            "name",
            sa.text("coalesce(owner_pk, 0)"),
            "kpi",
            "starts_on",
            "ends_on",
            sa.text("coalesce(segment, '')"),
            sa.text("coalesce(product_pk, 0)"),
            sa.text("coalesce(territory, '')"),
        ],
        unique=True,
    )
    op.create_index(
        "uq_notes_written",
        "notes",
        ["opportunity_pk", "written_at", sa.text("coalesce(author_pk, 0)")],
        unique=True,
    )


def downgrade() -> None:
    """Back."""
    op.drop_index("ix_stage_changes_entered", table_name="stage_changes")
    op.drop_table("stage_changes")
    op.drop_index("ix_proposals_sent_on", table_name="proposals")
    op.drop_index("ix_proposals_opportunity", table_name="proposals")
    op.drop_table("proposals")
    op.drop_table("notes")
    op.drop_index("ix_field_changes_made", table_name="field_changes")
    op.drop_table("field_changes")
    op.drop_table("contacts")
    op.drop_index("ix_activities_owner", table_name="activities")
    op.drop_index("ix_activities_opportunity", table_name="activities")
    op.drop_index("ix_activities_day", table_name="activities")
    op.drop_table("activities")
    op.drop_index("ix_opportunities_owner", table_name="opportunities")
    op.drop_index(
        "ix_opportunities_open",
        table_name="opportunities",
        sqlite_where=sa.text("kind = 'open'"),
        postgresql_where=sa.text("kind = 'open'"),
    )
    op.drop_index("ix_opportunities_lost_reason", table_name="opportunities")
    op.drop_index("ix_opportunities_lead_source", table_name="opportunities")
    op.drop_index("ix_opportunities_created", table_name="opportunities")
    op.drop_index(
        "ix_opportunities_closed",
        table_name="opportunities",
        sqlite_where=sa.text("closed_on IS NOT NULL"),
        postgresql_where=sa.text("closed_on IS NOT NULL"),
    )
    op.drop_index("ix_opportunities_account", table_name="opportunities")
    op.drop_table("opportunities")
    op.drop_table("objectives")
    op.drop_table("forecasts")
    op.drop_index("ix_accounts_territory", table_name="accounts")
    op.drop_index("ix_accounts_segment", table_name="accounts")
    op.drop_index("ix_accounts_owner_pk", table_name="accounts")
    op.drop_table("accounts")
    op.drop_table("threads")
    op.drop_table("stages")
    op.drop_index("ix_received_received_at", table_name="received")
    op.drop_table("received")
    op.drop_index("ix_quotas_period", table_name="quotas")
    op.drop_table("quotas")
    op.drop_index("ix_questions_asked_at", table_name="questions")
    op.drop_table("questions")
    op.drop_table("products")
    op.drop_index("ix_people_team", table_name="people")
    op.drop_index("ix_people_slack_user_id", table_name="people")
    op.drop_index("ix_people_manager_pk", table_name="people")
    op.drop_table("people")
    op.drop_table("open_channels")
    op.drop_table("imports")
    op.drop_table("exchange_rates")
    op.drop_table("costs")
    op.drop_table("company")
    op.drop_table("aliases")
