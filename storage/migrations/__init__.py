"""Alembic migrations of the store, run when the store is opened."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine


def configuration() -> Config:
    """Alembic's configuration for the folder beside this file."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    return config


def upgrade(engine: Engine) -> None:
    """Brings the store to the newest migration, in one transaction."""
    config = configuration()
    options = {"sqlite_begin": "IMMEDIATE"} if engine.dialect.name == "sqlite" else {}
    with engine.connect().execution_options(**options) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
