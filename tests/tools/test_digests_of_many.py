"""What the digests of many have in common is read once; each says what it says by itself."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from storage.importing import import_source
from tests.conftest import TODAY
from tests.reference.varied import Variant, write_varied
from tests.stores import empty_store
from tools.engine.compute import Desk, desk
from tools.engine.everybody import Everybody
from tools.engine.people import Person, people_of
from tools.toolbox import run_tool


def week_of(at: Desk, person: Person) -> Any:  # noqa: ANN401
    found = run_tool("digest", at, person, {}).weekly
    assert found is not None
    return nested(found.model_dump())


def nested(value: Any) -> Any:  # noqa: ANN401
    """Sums of doubles differ in their last bits with the order in which they are made."""
    if isinstance(value, dict):
        return {key: nested(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [nested(one) for one in value]
    return pytest.approx(value, rel=1e-9, abs=1e-6) if isinstance(value, float) else value


def test_each_digest_is_the_same_alone_and_among_many(tmp_path: Path) -> None:
    folder = write_varied(tmp_path, Variant(11, 14, 700, 4), TODAY)
    store = empty_store(folder / "store.db")
    import_source(store, folder)
    statements: list[str] = []
    with store.reading() as connection:
        event.listen(
            connection, "before_cursor_execute", lambda *given: statements.append(given[2])
        )
        alone = desk(connection, TODAY)
        many = replace(alone, everybody=Everybody(TODAY))
        everybody = people_of(connection, ("rep", "manager", "executive", "operations"))
        assert len(everybody) > 14
        apart = [week_of(alone, person) for person in everybody]
        lonely = len(statements)
        statements.clear()
        together = [run_tool("digest", many, person, {}).weekly for person in everybody]
    store.close()
    for expected, found in zip(apart, together, strict=True):
        assert found is not None
        assert found.model_dump() == expected
    assert len(statements) < lonely / 2
