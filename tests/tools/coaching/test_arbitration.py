"""Which accounts nobody is in touch with, who carries what, and moves that add up."""

from datetime import date
from pathlib import Path

import pytest

from storage.database import Database
from storage.errors import PiloteError
from tests.company import ALICE, CAMILLE, FIONA, MARCUS, OLIVER, PRIYA, settle
from tools.arbitration import arbitration
from tools.engine.answer import Outcome
from tools.engine.compute import desk
from tools.engine.people import person_by_email


@pytest.fixture
def store(database: Database, tmp_path: Path) -> Database:
    return settle(database, tmp_path / "csv")


def _asked(store: Database, email: str, **moves: str) -> Outcome:
    with store.reading() as connection:
        asker = person_by_email(connection, email)
        assert asker is not None
        move = {name.replace("_", " "): to for name, to in moves.items()}
        return arbitration(desk(connection, date(2026, 11, 23)), asker, {"move": move})


def test_accounts_without_a_contact_the_most_at_stake_first(store: Database) -> None:
    found = _asked(store, MARCUS).arbitration
    assert found is not None
    told = [(one.name, one.open_value, one.won_value, one.last_held_on) for one in found.accounts]
    assert told == [
        ("Loire Assurances", 0, 200_000, date(2026, 10, 12)),
        ("Unsorted Ltd", 40_000, 0, date(2026, 10, 1)),
        ("Atelier Bresse", 15_000, 0, None),
    ]
    mine = _asked(store, FIONA).arbitration
    assert mine is not None
    assert [one.name for one in mine.accounts] == ["Unsorted Ltd"]


def test_load_of_each_person(store: Database) -> None:
    found = _asked(store, FIONA).arbitration
    assert found is not None
    loads = {one.of: (one.accounts, one.open_deals, one.pipeline) for one in found.people}
    assert loads == {ALICE: (1, 2, 150_000), OLIVER: (1, 1, 12_000), PRIYA: (0, 1, 0)}


def test_a_move_takes_the_pipeline_along_and_leaves_the_sum(store: Database) -> None:
    found = _asked(store, FIONA, Norrland_Timber=OLIVER).arbitration
    assert found is not None
    moved = {one.person: (one.pipeline, one.pipeline_after) for one in found.moved}
    assert moved == {ALICE: (150_000, 0), OLIVER: (12_000, 162_000)}
    after = {one.person: one.coverage_after for one in found.moved}
    assert after == {ALICE: 0, OLIVER: pytest.approx(162 / 120)}  # 100,000 GBP at 1.2


def test_moves_stay_among_the_askers_people_and_accounts(store: Database) -> None:
    with pytest.raises(PiloteError, match="coach_not_below"):
        _asked(store, FIONA, Norrland_Timber=CAMILLE)
    with pytest.raises(PiloteError, match="coach_not_yours"):
        _asked(store, ALICE, Norrland_Timber=ALICE)
    refused = _asked(store, FIONA, Nowhere_Ltd=OLIVER)
    assert refused.arbitration is None
    assert [figure.status for figure in refused.figures] == ["declined"]
