"""Alembic migrations of the store, run when the store is opened."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from storage.database import to_write


def configuration() -> Config:
    """Alembic's configuration for the folder beside this file."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    return config


def is_known(version: str) -> bool:
    """Whether this version of the layout is one that there are migrations from."""
    script = ScriptDirectory.from_config(configuration())
    return version in {one.revision for one in script.walk_revisions()}


def upgrade(engine: Engine, afterwards: Callable[[Connection], None]) -> None:
    """Brings the store to the newest migration and does what follows, in one transaction."""
    config = configuration()
    with engine.connect() as connection:
        to_write(connection)
        with connection.begin():
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            afterwards(connection)
