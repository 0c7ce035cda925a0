"""What a folder may look like: encodings, line ends, order, too little and too much."""

from decimal import Decimal

import pytest

from storage.importing import Counts
from tests.company import ALICE, CAMILLE, FIONA, MARCUS
from tests.storage.importing.store import NOW, Store

MINIMAL = {
    "people.csv": ("email,name,role", f"{ALICE},Alice Lindqvist,rep"),
    "stages.csv": ("name,position,kind", "Open,1,open", "Won,2,won"),
    "opportunities.csv": (
        "id,name,owner_email,stage,created_on",
        f"O1,Norrland rollout,{ALICE},Open,2026-08-01",
    ),
}


def minimal(store: Store) -> None:
    for path in store.folder.iterdir():
        path.unlink()
    for file, lines in MINIMAL.items():
        store.write(file, *lines)


def test_every_file_goes_in(filled: Store) -> None:
    assert filled.rows("notes", "text")[0] == ('They like it,\nand want a "pilot" first.',)
    assert filled.rows("costs", "kind", "amount") == [
        ("sales", Decimal(50000)),
        ("", Decimal(1000)),
    ]
    assert len(filled.rows("objectives")) == 2
    assert filled.rows("company", "name", "currency", "time_zone") == [
        ("Veridia", "EUR", "Europe/Paris")
    ]


def test_three_files_with_what_is_required_are_enough(store: Store) -> None:
    minimal(store)
    report = store.bring_in()
    assert report.counts["opportunities.csv"] == Counts(read=1, added=1)
    assert store.rows("opportunities", "id", "amount", "kind") == [("O1", None, "open")]


def test_without_company_the_usual_is_assumed_and_told(store: Store) -> None:
    minimal(store)
    report = store.bring_in()
    assert [notice.code for notice in report.notices] == ["company_assumed"]
    assert store.rows("company") == [(1, "veridia", "EUR", 1, "en", "UTC")]


def test_a_company_file_gone_missing_leaves_the_settings(filled: Store) -> None:
    filled.remove("company.toml")
    report = filled.bring_in()
    assert not report.notices
    assert filled.rows("company", "time_zone") == [("Europe/Paris",)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_byte_order_mark_and_line_ends(store: Store, encoding: str, line_end: str) -> None:
    for path in store.folder.glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        path.write_bytes(text.replace("\n", line_end).encode(encoding))
    report = store.bring_in()
    assert not store.refusals
    assert not report.notices
    assert store.rows("accounts", "name")[0] == ("Norrland Timber",)


def test_headers_in_any_order_and_case(store: Store) -> None:
    store.write("products.csv", "Name , currency,ID", "Flow,eur,P1", "Insight,,P2")
    store.bring_in()
    assert store.rows("products", "id", "name", "currency") == [
        ("P1", "Flow", "EUR"),
        ("P2", "Insight", None),
    ]


def test_unknown_columns_and_files_are_told_and_left_out(store: Store) -> None:
    store.write("products.csv", "id,name,colour", "P1,Flow,red", "P2,Insight,blue")
    store.write("weather.csv", "day,rain", "2026-11-23,yes")
    store.write(".hidden", "nothing")
    report = store.bring_in()
    assert [(n.code, dict(n.facts)) for n in report.notices] == [
        ("unknown_column", {"file": "products.csv", "column": "colour"}),
        ("unknown_file", {"file": "weather.csv"}),
    ]


def test_blanks_around_values_are_no_part_of_them(store: Store) -> None:
    store.write("products.csv", "id,name,list_price", " P1 ,  Flow\t, 10.5 ", "P2,Insight,   ")
    store.bring_in()
    assert store.rows("products", "id", "name", "list_price") == [
        ("P1", "Flow", Decimal("10.5")),
        ("P2", "Insight", None),
    ]


def test_emails_are_matched_and_kept_in_lower_case(store: Store) -> None:
    store.write(
        "people.csv",
        "email,name,role,manager_email",
        f"{ALICE.upper()},Alice,rep,{FIONA.title()}",
        f"{FIONA},Fiona,manager,",
        f"{CAMILLE},Camille,rep,",
    )
    store.write(
        "opportunities.csv",
        "id,name,owner_email,stage,created_on",
        f"O1,Norrland,{ALICE.title()},Discovery,2026-08-01",
    )
    for file in ("stage_changes", "field_changes", "quotas", "activities", "contacts"):
        store.remove(f"{file}.csv")
    for file in ("proposals", "notes", "forecasts", "accounts", "objectives"):
        store.remove(f"{file}.csv")
    store.bring_in()
    assert not store.refusals
    assert (ALICE,) in store.rows("people", "email")


def test_values_of_a_list_in_any_case(store: Store) -> None:
    store.write("people.csv", "email,name,role", *(f"{e},X,Executive" for e in everybody(store)))
    store.bring_in()
    assert {role for (role,) in store.rows("people", "role")} == {"executive"}


def everybody(store: Store) -> list[str]:
    lines = (store.folder / "people.csv").read_text(encoding="utf-8").splitlines()[1:]
    return [line.split(",")[0] for line in lines]


def test_cells_left_out_at_the_end_of_a_row_are_empty(store: Store) -> None:
    store.write("products.csv", "id,name,family,list_price", "P1,Flow", "", "P2,Insight,Fam,1,,")
    store.bring_in()
    assert not store.refusals
    assert store.rows("products", "id", "family") == [("P1", None), ("P2", "Fam")]


def test_lines_are_counted_through_quoted_line_ends_and_empty_lines(store: Store) -> None:
    store.write(
        "products.csv",
        "id,name,list_price",
        'P1,"Veridia\r\nFlow',
        'for all",soon',
        "",
        "P2,Insight,later",
    )
    store.bring_in()
    assert store.refused()[:2] == [
        ("products.csv:2", "list_price", "not_an_amount"),
        ("products.csv:6", "list_price", "not_an_amount"),
    ]


def test_amounts_are_exact_to_four_decimals_half_to_even(store: Store) -> None:
    store.write(
        "products.csv",
        "id,name,list_price",
        "P1,Flow,0.10",
        "P2,Insight,1234567890.12345",
        "P3,Trace,0.00015",
        "P4,Scope,1.5e3",
    )
    store.bring_in()
    assert store.rows("products", "list_price") == [
        (Decimal("0.1"),),
        (Decimal("1234567890.1234"),),
        (Decimal("0.0002"),),
        (Decimal(1500),),
    ]


def test_instants_with_and_without_offset(store: Store) -> None:
    store.write(
        "activities.csv",
        "id,owner_email,kind,occurred_at",
        f"T1,{ALICE},call,2026-07-01T23:30:00Z",
        f"T2,{ALICE},call,2026-07-01T23:30:00",
        f"T3,{ALICE},call,2026-07-01 23:30:00-05:00",
        f"T4,{ALICE},call,2026-07-01",
    )
    store.bring_in()
    assert not store.refusals
    days = [day for (day,) in store.rows("activities", "occurred_on")]
    assert days == ["2026-07-02", "2026-07-01", "2026-07-02", "2026-07-01"]
    moments = [moment.isoformat() for (moment,) in store.rows("activities", "occurred_at")]
    assert moments == [
        "2026-07-01T23:30:00+00:00",
        "2026-07-01T21:30:00+00:00",
        "2026-07-02T04:30:00+00:00",
        "2026-06-30T22:00:00+00:00",
    ]


def test_managers_may_come_after_their_people(store: Store) -> None:
    lines = (store.folder / "people.csv").read_text(encoding="utf-8").splitlines()
    store.write("people.csv", lines[0], *reversed(lines[1:]))
    store.bring_in()
    assert not store.refusals
    people = {
        pk: (email, boss) for pk, email, boss in store.rows("people", "pk", "email", "manager_pk")
    }
    chain = [ALICE]
    pk = next(pk for pk, (email, _) in people.items() if email == ALICE)
    while people[pk][1]:
        pk = people[pk][1]
        chain.append(people[pk][0])
    assert chain == [ALICE, FIONA, MARCUS]


def test_the_import_is_on_record(filled: Store) -> None:
    ((source, started, finished, counts),) = filled.rows(
        "imports", "source", "started_at", "finished_at", "counts"
    )
    assert (source, started, finished) == ("veridia", NOW, NOW)
    assert counts["opportunities.csv"] == {
        "read": 12,
        "added": 12,
        "updated": 0,
        "unchanged": 0,
        "refused": 0,
        "removed": 0,
    }


def test_progress_tells_files_and_ends_at_the_total(store: Store) -> None:
    told: list[tuple[str, int, int]] = []
    store.bring_in(on_progress=lambda step: told.append((step.file, step.done, step.total)))
    assert told[0][0] == "people.csv"
    assert told[-1][1] <= told[-1][2]
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)
    assert told[-1][1] / told[-1][2] > 0.95
