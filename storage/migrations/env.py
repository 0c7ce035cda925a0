"""What Alembic runs: the migrations on the connection it is handed, and nothing else."""

from alembic import context

from storage.tables import metadata

connection = context.config.attributes["connection"]
if connection.dialect.name == "postgresql":
    # Two processes that start together migrate one after the other.
    connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7081)")
context.configure(
    connection=connection,
    target_metadata=metadata,
    compare_type=True,
    transaction_per_migration=False,
)
context.run_migrations()
