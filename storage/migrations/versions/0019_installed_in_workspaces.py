"""In which Slack workspaces the app is installed, and installations that were begun."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "installations",
        sa.Column("slack_team", sa.Text, nullable=False),
        sa.Column("name", sa.Text),
        sa.Column("bot_token", sa.Text, nullable=False),
        sa.Column("bot_user", sa.Text),
        sa.Column("scopes", sa.Text, nullable=False),
        sa.Column("installed_by", sa.Text),
        sa.Column("installed_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("slack_team", name="pk_installations"),
    )
    op.create_table(
        "install_states",
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_install_states"),
    )


def downgrade() -> None:
    """Backwards."""
    op.drop_table("install_states")
    op.drop_table("installations")
