"""Alembic migrations of the store, run when the store is opened."""

from collections.abc import Callable, Collection
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from storage.database import to_write

Rollups = Collection[str] | None  # modules of storage/importing/derived; None: all that is derived


def configuration() -> Config:
    """Alembic's configuration for the folder beside this file."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    return config


def is_known(version: str) -> bool:
    """Whether this version of the layout is one that there are migrations from."""
    script = ScriptDirectory.from_config(configuration())
    return version in {one.revision for one in script.walk_revisions()}


def upgrade(engine: Engine, afterwards: Callable[[Connection, Rollups], None]) -> None:
    """Brings the store to the newest migration and does what follows, in one transaction."""
    config = configuration()
    with engine.connect() as connection:
        to_write(connection)
        with connection.begin():
            config.attributes["connection"] = connection
            before = MigrationContext.configure(connection).get_current_revision()
            command.upgrade(config, "head")
            afterwards(connection, _rollups_since(config, before))


def _rollups_since(config: Config, before: str | None) -> Rollups:
    """What the migrations after `before` have to have added up anew: each names it in `ROLLUPS`,
    or everything has to."""
    script = ScriptDirectory.from_config(config)
    passed = script.iterate_revisions("heads", before or "base")
    found: set[str] = set()
    for migration in passed:
        named = getattr(migration.module, "ROLLUPS", None)
        if named is None:
            return None
        found.update(named)
    return found
