"""Statements compiled once for all stores of a test run.

Each store has an engine of its own, and each engine compiles what it runs for itself. A test asks
a few things of a new store: compiling took longer than running.
"""

from typing import Any

import pytest
from sqlalchemy import URL, Engine, create_engine

import storage.database


def compiled_once(patch: pytest.MonkeyPatch) -> None:
    """From now on the engines of stores of one kind share a dialect, and what was compiled."""
    first: dict[str, Engine] = {}

    def made(url: URL, **given: Any) -> Engine:  # noqa: ANN401 (SQLAlchemy's)
        engine = create_engine(url, **given)
        alike = first.setdefault(url.drivername, engine)
        engine.dialect = engine.pool._dialect = alike.dialect
        engine._compiled_cache = alike._compiled_cache
        return engine

    patch.setattr(storage.database, "create_engine", made)
