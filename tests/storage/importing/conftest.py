"""The store of the import's tests, empty and filled, on both databases."""

from pathlib import Path

import pytest

from storage.database import Database
from tests.storage.importing.store import Store, whole_company


@pytest.fixture
def store(database: Database, tmp_path: Path) -> Store:
    """An empty store, and the invented company as a folder."""
    return Store(database, whole_company(tmp_path / "veridia"))


@pytest.fixture
def filled(store: Store) -> Store:
    """The same, brought in once."""
    report = store.bring_in()
    assert not store.refused(), "the invented company is good input"
    assert report.kept
    return store
