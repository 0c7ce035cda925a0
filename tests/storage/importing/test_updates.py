"""Importing again: nothing new changes nothing, a newer folder updates, what is absent stays."""

# ruff: noqa: E501 (one change a line)

from decimal import Decimal

import pytest
from sqlalchemy import update

from storage.exchange.layout import FILES
from storage.tables import forecasts
from tests.company import ALICE, FIONA, OLIVER
from tests.storage.importing.store import Store


def snapshot(store: Store) -> dict[str, list[tuple[object, ...]]]:
    return {file.name: store.rows(file.name) for file in FILES}


def test_the_same_folder_twice_changes_nothing(filled: Store) -> None:
    before = snapshot(filled)
    report = filled.bring_in()
    assert not filled.refusals
    assert sorted(report.counts) == sorted([*(file.csv for file in FILES), "company.toml"])
    for file, counts in report.counts.items():
        assert counts.added == counts.updated == counts.refused == counts.removed == 0, file
        assert counts.unchanged == counts.read > 0, file
    assert snapshot(filled) == before


NEWER = {
    "people": ("Alice Lindqvist,rep", "Alice Berg,rep", "name", "Alice Berg"),
    "stages": ("2,open,0.3", "2,open,0.35", "probability", 0.35),
    "accounts": ("Thames Freight,SMB", "Thames Freight,Mid-Market", "segment", "Mid-Market"),
    "products": ("Platform,1000", "Platform,1200.50", "list_price", Decimal("1200.5")),
    "opportunities": ("P1,100000,EUR", "P1,95000,EUR", "amount", Decimal(95000)),
    "activities": (",call,2026-11-18T16:30:00", ",call,2026-11-19T16:30:00", "occurred_on", "2026-11-19"),
    "contacts": ("Per Berg,,champion", "Per Berg,CTO,champion", "title", "CTO"),
    "proposals": ("2026-11-05,100000", "2026-11-05,95000", "amount", Decimal(95000)),
    "quotas": ("2026-12-31,150000", "2026-12-31,160000", "amount", Decimal(160000)),
    "forecasts": ("400000,500000", "400000,510000", "best_case", Decimal(510000)),
    "costs": ("sales,50000", "sales,51000", "amount", Decimal(51000)),
    "exchange_rates": ("2026-06-01,1.20", "2026-06-01,1.25", "rate", 1.25),
    "objectives": ("win_rate,0.33", "win_rate,0.34", "target", 0.34),
    "notes": ("Budget confirmed.", "Budget refused.", "text", "Budget refused."),
    "stage_changes": ("2026-11-02T09:00:00+01:00,Discovery,Proposal", "2026-11-02T09:00:00+01:00,Qualification,Proposal", "from_stage_pk", 1),
    "field_changes": ("amount,120000,100000", "amount,130000,100000", "old_value", "130000.00"),
}  # fmt: skip


@pytest.mark.parametrize("file", NEWER)
def test_a_newer_folder_updates_by_what_makes_a_row_unique(filled: Store, file: str) -> None:
    old, new, column, value = NEWER[file]
    before = len(filled.rows(file))
    path = filled.folder / f"{file}.csv"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    report = filled.bring_in()
    assert not filled.refusals
    assert (report.counts[f"{file}.csv"].updated, report.counts[f"{file}.csv"].added) == (1, 0)
    assert (value,) in filled.rows(file, column)
    assert len(filled.rows(file)) == before


def test_rows_not_in_the_folder_stay(filled: Store) -> None:
    before = filled.rows("opportunities")
    lines = (filled.folder / "opportunities.csv").read_text(encoding="utf-8").splitlines()
    filled.write("opportunities.csv", lines[0], lines[3])
    report = filled.bring_in()
    assert report.counts["opportunities.csv"].unchanged == 1
    assert filled.rows("opportunities") == before


def test_new_rows_come_beside_the_old(filled: Store) -> None:
    filled.write(
        "opportunities.csv",
        "id,name,owner_email,stage,created_on",
        f"N1,New deal,{ALICE},Discovery,2026-11-20",
    )
    report = filled.bring_in()
    assert report.counts["opportunities.csv"].added == 1
    assert len(filled.rows("opportunities")) == 13


def test_a_column_that_is_absent_is_left_as_it_is(filled: Store) -> None:
    filled.write("products.csv", "id,name", "P1,Veridia Stream")
    filled.bring_in()
    assert ("P1", "Veridia Stream", Decimal(1000)) in filled.rows(
        "products", "id", "name", "list_price"
    )


def test_an_empty_cell_empties(filled: Store) -> None:
    filled.write("products.csv", "id,name,list_price", "P1,Veridia Flow,")
    filled.bring_in()
    assert ("P1", None) in filled.rows("products", "id", "list_price")


def test_a_refused_row_leaves_the_stored_one(filled: Store) -> None:
    filled.write(
        "opportunities.csv",
        "id,name,owner_email,stage,created_on,close_on",
        f"O1,Norrland rollout,{ALICE},Proposal,2026-08-01,soon",
    )
    filled.bring_in()
    assert [code for _, _, code in filled.refused()] == ["not_a_date"]
    assert ("O1", "2026-12-15") in filled.rows("opportunities", "id", "close_on")


def test_double_rows_in_a_newer_folder_are_refused(filled: Store) -> None:
    filled.write(
        "products.csv", "id,name", "P1,Veridia Flow", "P2,New name", "P1,Third", "P9,Nine", "P9,N"
    )
    report = filled.bring_in()
    assert filled.refused() == [
        ("products.csv:4", "id", "duplicate"),
        ("products.csv:6", "id", "duplicate"),
    ]
    counts = report.counts["products.csv"]
    assert (counts.unchanged, counts.updated, counts.added) == (1, 1, 1)


def test_the_team_of_a_submission_stays_as_it_was(filled: Store) -> None:
    people = (filled.folder / "people.csv").read_text(encoding="utf-8")
    filled.write("people.csv", *people.replace(",North,", ",Nordics & UKI,").splitlines())
    filled.bring_in()
    assert filled.rows("forecasts", "team", "submitted_on") == [("North", "2026-11-16")]
    assert ("Nordics & UKI",) in filled.rows("people", "team")


def test_what_the_bot_wrote_itself_is_not_overwritten(filled: Store) -> None:
    with filled.database.writing() as connection:
        connection.execute(update(forecasts).values(origin="pilote", comment="From the modal"))
    report = filled.bring_in()
    assert report.counts["forecasts.csv"].unchanged == 1
    assert filled.rows("forecasts", "origin", "comment") == [("pilote", "From the modal")]


def test_a_person_gets_another_manager(filled: Store) -> None:
    people = (filled.folder / "people.csv").read_text(encoding="utf-8")
    line = f"{OLIVER},Oliver Hartley,rep,{FIONA}"
    filled.write("people.csv", *people.replace(line, line.replace(FIONA, ALICE)).splitlines())
    report = filled.bring_in()
    assert report.counts["people.csv"].updated == 1
    pks = {email: pk for pk, email in filled.rows("people", "pk", "email")}
    assert (OLIVER, pks[ALICE]) in filled.rows("people", "email", "manager_pk")
