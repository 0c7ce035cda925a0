"""What the store knows of the past: spans kept in step, snapshots, and removed deals."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import text

from storage.database import Database
from storage.migrations import configuration
from tests.company import ALICE, COMPANY, OLIVER
from tests.storage.importing.store import NOW, Store, whole_company
from tests.stores import empty_store

HEADER = "id,name,owner_email,stage,amount,currency,created_on,close_on,closed_on"
NEXT_WEEK = NOW + timedelta(days=7)


@pytest.fixture
def bare(store: Store) -> Store:
    """A store without any history of its own: two deals, brought in on 23 November."""
    for file in ("stage_changes", "field_changes", "activities", "contacts", "proposals", "notes"):
        store.remove(f"{file}.csv")
    store.write("opportunities.csv", HEADER, _open("N1", 100), _open("N2", 200))
    store.bring_in()
    return store


def _open(name: str, amount: int, close_on: str = "2026-12-01", owner: str = ALICE) -> str:
    return f"{name},{name},{owner},Discovery,{amount},EUR,2026-11-01,{close_on},"


def told(store: Store) -> list[tuple[object, ...]]:
    """Every span by the deal's id, without keys that differ from store to store."""
    query = text("""
        SELECT coalesce(o.id, r.id), s.from_on, s.to_on, s.begins, s.ends, t.name,
               s.amount / 10000, s.close_on, s.forecast_category,
               s.previous_amount / 10000, s.previous_close_on, p.email
        FROM deal_spans AS s
        LEFT JOIN opportunities AS o ON o.pk = s.opportunity_pk
        LEFT JOIN removed_deals AS r ON r.pk = -s.opportunity_pk
        LEFT JOIN stages AS t ON t.pk = s.stage_pk
        JOIN people AS p ON p.pk = s.owner_pk
        ORDER BY 1, s.number
    """)
    with store.database.reading() as connection:
        return [tuple(map(_plain, row)) for row in connection.execute(query)]


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, int) else str(value)


def amounts(store: Store) -> list[tuple[object, ...]]:
    """Id, first day, day after the last, how it ended, amount."""
    return [(row[0], row[1], row[2], row[4], row[6]) for row in told(store)]


END = "9999-12-31"


def test_the_same_again_changes_nothing(filled: Store) -> None:
    before = told(filled)
    assert len(before) > 12
    filled.bring_in()
    filled.bring_in(NEXT_WEEK)
    assert told(filled) == before


def test_step_by_step_as_at_once(filled: Store, tmp_path: Path) -> None:
    """Deals that change, histories that grow, owners that move: as if brought in in one go."""
    opportunities = (filled.folder / "opportunities.csv").read_text(encoding="utf-8")
    changes = (filled.folder / "field_changes.csv").read_text(encoding="utf-8")
    moves = (filled.folder / "stage_changes.csv").read_text(encoding="utf-8")
    filled.write("field_changes.csv", changes + "O3,2026-11-22T10:00:00+01:00,amount,9000,10000")
    filled.bring_in()
    filled.write(
        "opportunities.csv",
        opportunities.replace(f"O3,Thames routing,A2,{OLIVER}", f"O3,Thames routing,A2,{ALICE}"),
    )
    filled.bring_in()
    filled.write(
        "stage_changes.csv", moves + "O3,2026-11-23T08:00:00+01:00,Qualification,Qualification"
    )
    filled.bring_in()
    again = Store(empty_store(tmp_path / "again.db"), filled.folder)
    again.bring_in()
    assert told(filled) == told(again)
    assert ("O3", "2026-10-01", "2026-11-22", "changed", 9000) in amounts(filled)


def test_a_history_taken_back_is_no_past(filled: Store) -> None:
    filled.write("field_changes.csv", "opportunity_id,changed_at,field,old_value,new_value")
    filled.bring_in(replace=True)
    assert {row[6] for row in told(filled) if row[0] == "O1"} == {100_000}


def test_snapshots_are_the_history_where_there_is_none(bare: Store) -> None:
    bare.write("opportunities.csv", HEADER, _open("N1", 150), _open("N2", 200))
    bare.bring_in(NEXT_WEEK)
    bare.write(
        "opportunities.csv",
        HEADER,
        _open("N1", 150),
        "N2,N2,alice.lindqvist@veridia.example,Closed Won,210,EUR,2026-11-01,2026-12-01,2026-12-03",
    )
    bare.bring_in(NEXT_WEEK + timedelta(days=7))
    assert amounts(bare) == [
        ("N1", "2026-11-01", "2026-11-30", "changed", 100),
        ("N1", "2026-11-30", END, None, 150),
        ("N2", "2026-11-01", "2026-12-03", "won", 200),
    ]


def test_the_last_import_of_a_day_counts(bare: Store) -> None:
    for amount in (150, 170, 100):
        bare.write("opportunities.csv", HEADER, _open("N1", amount), _open("N2", 200))
        bare.bring_in(NEXT_WEEK)
    assert [row for row in amounts(bare) if row[0] == "N1"] == [
        ("N1", "2026-11-01", END, None, 100)
    ]


def test_a_snapshot_keeps_the_team_as_it_was(bare: Store) -> None:
    people = (bare.folder / "people.csv").read_text(encoding="utf-8")
    bare.write(
        "people.csv", people.replace("rep,fiona.gallagher@veridia.example,North", "rep,,East")
    )
    bare.bring_in(NEXT_WEEK)
    found = bare.rows("snapshots", "from_on", "to_on", "team")
    assert (
        found
        == [
            ("2026-11-23", "2026-11-30", "North"),
            ("2026-11-30", None, "East"),
        ]
        * 2
    )


def test_a_removed_deal_stood_until_it_was_removed(bare: Store) -> None:
    bare.write("opportunities.csv", HEADER, _open("N2", 200), _open("N3", 50))
    bare.bring_in(NEXT_WEEK, replace=True)
    assert amounts(bare) == [
        ("N1", "2026-11-01", "2026-11-30", "removed", 100),
        ("N2", "2026-11-01", END, None, 200),
        ("N3", "2026-11-01", END, None, 50),
    ]
    # and goes with its owner
    people = (bare.folder / "people.csv").read_text(encoding="utf-8")
    bare.write("people.csv", "\n".join(x for x in people.splitlines() if not x.startswith(ALICE)))
    bare.write("opportunities.csv", HEADER, _open("N2", 200, owner=OLIVER))
    bare.remove("quotas.csv")
    bare.remove("aliases.csv")
    bare.write("accounts.csv", "id,name")
    bare.write("forecasts.csv", "submitted_by,starts_on,ends_on,submitted_at,commit")
    bare.write("objectives.csv", "name,kpi,target,starts_on,ends_on")
    bare.bring_in(NEXT_WEEK, replace=True)
    assert {row[0] for row in told(bare)} == {"N2"}


def test_another_company_has_no_past_here(bare: Store) -> None:
    bare.write("company.toml", *COMPANY.replace("Veridia", "Helvia").splitlines())
    bare.write("opportunities.csv", HEADER, _open("N9", 70))
    bare.bring_in(NEXT_WEEK, replace=True)
    assert amounts(bare) == [("N9", "2026-11-01", END, None, 70)]


def test_another_time_zone_moves_the_days(filled: Store) -> None:
    filled.write("company.toml", *COMPANY.replace("Europe/Paris", "Pacific/Auckland").splitlines())
    filled.bring_in()
    assert ("O5", "2026-10-20", "2026-11-11", "won", 30_000) in amounts(filled)


def test_many_deals_are_told_page_by_page(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.importing.spans._DEALS", 3)
    store.bring_in()
    at_once = told(store)
    monkeypatch.setattr("storage.importing.spans._DEALS", 5_000)
    store.write("company.toml", *COMPANY.replace("Europe/Paris", "Europe/Berlin").splitlines())
    store.bring_in()
    assert told(store) == at_once


def test_a_store_of_before_learns_its_past(tmp_path: Path) -> None:
    """Opening a store that an older version filled derives what it lacks."""
    url = f"sqlite:///{tmp_path / 'old.db'}"
    store = Store(Database(url), whole_company(tmp_path / "veridia"))
    store.bring_in(datetime(2026, 11, 23, tzinfo=UTC))
    expected = told(store)
    with store.database.writing() as connection:
        config = configuration()
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")
    store.database.close()
    store.database = Database(url)
    assert told(store) == expected
