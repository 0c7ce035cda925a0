"""Each kind of bad row is refused, on one line that says where and why; the others go in."""

# ruff: noqa: E501 (one bad row a line)

import pytest

from tests.company import ALICE, FIONA, MARCUS, OLIVER
from tests.storage.importing.store import Store

# file, a row of that file, the column at fault, the reason
BAD_ROWS = [
    ("people", ",Ghost,rep,,,", "email", "empty"),
    ("people", "ghost,Ghost,rep,,,", "email", "not_an_email"),
    ("people", "ghost1@veridia.example,,rep,,,", "name", "empty"),
    ("people", "ghost2@veridia.example,Ghost,boss,,,", "role", "not_in_list"),
    ("people", "ghost3@veridia.example,Ghost,rep,nobody@x.example,,", "manager_email", "unknown_manager"),
    ("people", "ghost4@veridia.example,Ghost,rep,ghost4@veridia.example,,", "manager_email", "manager_circle"),
    ("people", "ghost5@veridia.example,Ghost,rep,,,,de", "locale", "not_in_list"),
    ("people", "ghost6@veridia.example,Ghost,rep,,,,,31.12.2026", "active_to", "not_a_date"),
    ("stages", "Lost again,x,lost,", "position", "not_a_whole_number"),
    ("stages", "Lost again,6.5,lost,", "position", "not_a_whole_number"),
    ("stages", "Lost again,6,closed,", "kind", "not_in_list"),
    ("stages", "Lost again,6,lost,1.01", "probability", "not_a_ratio"),
    ("stages", "Lost again,6,lost,nan", "probability", "not_a_number"),
    ("stages", ",6,lost,", "name", "empty"),
    ("accounts", "A9,,SMB", "name", "empty"),
    ("accounts", "A9,Ghost,SMB,,,,nobody@x.example", "owner_email", "unknown_person"),
    ("products", "P9,Ghost,,free", "list_price", "not_an_amount"),
    ("products", "P9,Ghost,,-1", "list_price", "negative"),
    ("products", "P9,Ghost,,1,EURO", "currency", "not_a_currency"),
    ("products", "P9,Ghost,,1,EUR,2", "max_discount", "not_a_ratio"),
    ("opportunities", "O99,,,{A},,,,Discovery,,,2026-08-01", "name", "empty"),
    ("opportunities", "O99,Ghost,,,,,,Discovery,,,2026-08-01", "owner_email", "empty"),
    ("opportunities", "O99,Ghost,A99,{A},,,,Discovery,,,2026-08-01", "account_id", "unknown_account"),
    ("opportunities", "O99,Ghost,,no@x.example,,,,Discovery,,,2026-08-01", "owner_email", "unknown_person"),
    ("opportunities", "O99,Ghost,,{A},P99,,,Discovery,,,2026-08-01", "product_id", "unknown_product"),
    ("opportunities", "O99,Ghost,,{A},,12 000,,Discovery,,,2026-08-01", "amount", "not_an_amount"),
    ("opportunities", "O99,Ghost,,{A},,\"12,5\",,Discovery,,,2026-08-01", "amount", "not_an_amount"),
    ("opportunities", "O99,Ghost,,{A},,1_000,,Discovery,,,2026-08-01", "amount", "not_an_amount"),
    ("opportunities", "O99,Ghost,,{A},,inf,,Discovery,,,2026-08-01", "amount", "not_an_amount"),
    ("opportunities", "O99,Ghost,,{A},,1e90,,Discovery,,,2026-08-01", "amount", "too_large"),
    ("opportunities", "O99,Ghost,,{A},,1,E1R,Discovery,,,2026-08-01", "currency", "not_a_currency"),
    ("opportunities", "O99,Ghost,,{A},,,,Dreaming,,,2026-08-01", "stage", "unknown_stage"),
    ("opportunities", "O99,Ghost,,{A},,,,,,,2026-08-01", "stage", "empty"),
    ("opportunities", "O99,Ghost,,{A},,,,Discovery,sure,,2026-08-01", "forecast_category", "not_in_list"),
    ("opportunities", "O99,Ghost,,{A},,,,Discovery,,1.5,2026-08-01", "probability", "not_a_ratio"),
    ("opportunities", "O99,Ghost,,{A},,,,Discovery,,-0.1,2026-08-01", "probability", "not_a_ratio"),
    ("opportunities", "O99,Ghost,,{A},,,,Discovery,,,", "created_on", "empty"),
    ("opportunities", "O99,Ghost,,{A},,,,Discovery,,,2026-02-30", "created_on", "not_a_date"),
    ("opportunities", "O99,Ghost,,{A},,,,Discovery,,,0202-02-03", "created_on", "not_a_date"),
    ("opportunities", "O99,Ghost,,{A},,,,Discovery,,,2026-08-01,soon", "close_on", "not_a_date"),
    ("opportunities", "O99,Ghost,,{A},,,,Discovery,,,2026-08-01,20261231", "close_on", "not_a_date"),
    ("opportunities", "O99,Ghost,,{A},,,,Closed Won,,,2026-08-01,2026-09-01,", "closed_on", "closed_without_date"),
    ("opportunities", "O99,Ghost,,{A},,,,Closed Lost,,,2026-08-01", "closed_on", "closed_without_date"),
    ("opportunities", "O99,Ghost,,{A},,,,Discovery,,,2026-08-01,,,,,,,,,,,surplus", "", "too_many_cells"),
    ("stage_changes", "O99,2026-08-01T09:00:00Z,,Discovery", "opportunity_id", "unknown_opportunity"),
    ("stage_changes", "O1,yesterday,,Discovery", "changed_at", "not_an_instant"),
    ("stage_changes", "O1,2026-08-01T25:00:00Z,,Discovery", "changed_at", "not_an_instant"),
    ("stage_changes", "O1,2026-08-02T09:00:00Z,Nowhere,Discovery", "from_stage", "unknown_stage"),
    ("stage_changes", "O1,2026-08-02T09:00:00Z,,", "to_stage", "empty"),
    ("field_changes", "O1,2026-08-02T09:00:00Z,colour,red,blue", "field", "not_in_list"),
    ("field_changes", "O1,2026-08-02T09:00:00Z,amount,much,1", "old_value", "not_an_amount"),
    ("field_changes", "O1,2026-08-02T09:00:00Z,close_on,2026-01-01,soon", "new_value", "not_a_date"),
    ("field_changes", "O1,2026-08-02T09:00:00Z,forecast_category,,sure", "new_value", "not_in_list"),
    ("field_changes", "O1,2026-08-02T09:00:00Z,owner_email,x@x.example,{A}", "old_value", "unknown_person"),
    ("activities", "T9,O99,,{A},call,2026-08-02T09:00:00Z", "opportunity_id", "unknown_opportunity"),
    ("activities", "T9,,A99,{A},call,2026-08-02T09:00:00Z", "account_id", "unknown_account"),
    ("activities", "T9,,,{A},lunch,2026-08-02T09:00:00Z", "kind", "not_in_list"),
    ("activities", "T9,,,{A},call,2026-08-02T09:00:00Z,maybe", "outcome", "not_in_list"),
    ("activities", "T9,,,{A},call,2026-08-02T09:00:00Z,held,yes", "qualified", "not_a_boolean"),
    ("contacts", "O99,Ghost", "opportunity_id", "unknown_opportunity"),
    ("contacts", "O1,", "name", "empty"),
    ("proposals", "Q9,O1,2026-08-02,-5", "amount", "negative"),
    ("proposals", "Q9,,2026-08-02,5", "opportunity_id", "empty"),
    ("quotas", "house,x,2026-10-01,2026-12-31,1", "kind", "not_in_list"),
    ("quotas", "person,no@x.example,2026-10-01,2026-12-31,1", "of", "unknown_person"),
    ("quotas", "product,P99,2026-10-01,2026-12-31,1", "of", "unknown_product"),
    ("quotas", "team,,2026-10-01,2026-12-31,1", "of", "empty"),
    ("quotas", "team,North,2026-12-31,2026-10-01,1", "ends_on", "ends_before_start"),
    ("quotas", "team,West,2026-10-01,2026-12-31,-1", "amount", "negative"),
    ("forecasts", "no@x.example,2026-10-01,2026-12-31,2026-11-16T09:00:00Z,1", "submitted_by", "unknown_person"),
    ("forecasts", "{A},2026-10-01,2026-12-31,2026-11-16T09:00:00Z,", "commit", "empty"),
    ("costs", "2026-10-31,2026-10-01,sales,1,EUR", "ends_on", "ends_before_start"),
    ("costs", "2026-10-01,2026-10-31,rent,1,EUR", "kind", "not_in_list"),
    ("exchange_rates", "USD,2026-01-01,0", "rate", "not_above_zero"),
    ("exchange_rates", "USD,2026-01-01,-1", "rate", "not_above_zero"),
    ("exchange_rates", ",2026-01-01,1", "currency", "empty"),
    ("objectives", "More,no@x.example,bookings,1,2026-10-01,2026-12-31", "owner_email", "unknown_person"),
    ("objectives", "More,,bookings,much,2026-10-01,2026-12-31", "target", "not_a_number"),
    ("aliases", "planet,Mars,Red", "kind", "not_in_list"),
    ("aliases", "team,North,", "alias", "empty"),
    ("notes", "O1,2026-11-12T12:00:00Z,no@x.example,Hm", "author_email", "unknown_person"),
    ("notes", "O1,2026-11-12T12:00:00Z,,", "text", "empty"),
]  # fmt: skip


@pytest.mark.parametrize("file", sorted({bad[0] for bad in BAD_ROWS}))
def test_bad_rows_are_refused_and_the_others_go_in(store: Store, file: str) -> None:
    path = store.folder / f"{file}.csv"
    good = path.read_text(encoding="utf-8").splitlines()
    bad = [row for row in BAD_ROWS if row[0] == file]
    # Among the good rows, not behind them: one bad row must not shift the others.
    rows = [good[0], *(row.format(A=ALICE) for _, row, _, _ in bad), *good[1:]]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    report = store.bring_in()
    expected = [
        (f"{file}.csv:{line}", column, code) for line, (_, _, column, code) in enumerate(bad, 2)
    ]
    assert sorted(store.refused()) == sorted(expected)
    counts = report.counts[f"{file}.csv"]
    assert counts.refused == len(bad) == report.refused
    assert counts.read == counts.added + counts.refused
    assert len(store.rows(file)) == counts.added > 0


def test_a_refusal_shows_place_and_value(store: Store) -> None:
    store.write("products.csv", "id,name,list_price", "P1,Flow,1", "P2,Insight,soon")
    store.bring_in()
    assert store.refusals[0].place == "products.csv:3: list_price: 'soon'"


def test_a_row_gets_one_line_however_much_is_wrong(store: Store) -> None:
    store.write(
        "opportunities.csv",
        "id,name,owner_email,stage,created_on,close_on",
        "O1,,nobody@x.example,Dreaming,never,soon",
    )
    store.bring_in()
    assert [r for r in store.refused() if r[0].startswith("opp")] == [
        ("opportunities.csv:2", "name", "empty")
    ]


def test_of_two_rows_with_one_id_the_first_stays(store: Store) -> None:
    store.write(
        "products.csv", "id,name", "P1,Flow", "P2,Insight", "P1,Another", "P3,Trace", "P2,Again"
    )
    report = store.bring_in()
    assert store.rows("products", "id", "name") == [
        ("P1", "Flow"),
        ("P2", "Insight"),
        ("P3", "Trace"),
    ]
    assert store.refused() == [
        ("products.csv:4", "id", "duplicate"),
        ("products.csv:6", "id", "duplicate"),
    ]
    assert report.counts["products.csv"].added == 3


DOUBLES = {
    "stage_changes": "O1,2026-08-01T07:00:00Z,,Discovery",  # the same instant, written otherwise
    "field_changes": "O1,2026-10-15T08:00:00Z,amount,1,2",
    "contacts": "O1,Per Berg,CEO,",
    "quotas": f"person,{ALICE.upper()},2026-10-01,2026-12-31,1,",
    "forecasts": f"{FIONA},2026-10-01,2026-12-31,2026-11-16T08:00:00Z,1,,",
    "costs": "2026-10-01,2026-10-31,,7,",
    "exchange_rates": "gbp,2025-01-01,9",
    "objectives": "Win one in three,,win_rate,0.5,2026-10-01,2026-12-31,,,",
    "aliases": "segment,Enterprise,grands comptes",
    "notes": "O1,2026-11-11T11:00:00Z,,Again",
}


@pytest.mark.parametrize("file", DOUBLES)
def test_what_makes_a_row_unique_where_there_is_no_id(store: Store, file: str) -> None:
    path = store.folder / f"{file}.csv"
    path.write_text(path.read_text(encoding="utf-8") + DOUBLES[file] + "\n", encoding="utf-8")
    for _ in range(2):  # into an empty table, and into a filled one
        store.bring_in()
        assert [code for _, _, code in store.refused()] == ["duplicate"]


def test_what_refers_to_a_refused_row_is_refused_too(store: Store) -> None:
    people = (store.folder / "people.csv").read_text(encoding="utf-8")
    store.write("people.csv", *people.replace(",Fiona Gallagher,", ",,").splitlines())
    store.bring_in()
    refused = store.refused()
    assert ("people.csv:4", "name", "empty") in refused
    # Those who report to Fiona, then their deals, then the histories of those.
    assert sum(code == "unknown_manager" for _, _, code in refused) == 3
    assert ("accounts.csv:2", "owner_email", "unknown_person") in refused
    assert ("opportunities.csv:2", "account_id", "unknown_account") in refused
    assert ("stage_changes.csv:2", "opportunity_id", "unknown_opportunity") in refused
    assert ("contacts.csv:2", "opportunity_id", "unknown_opportunity") in refused
    kept = {name for (name,) in store.rows("opportunities", "id")}
    assert kept == {"O6", "O7", "O8", "O9"}, "Camille's deals are left"


def test_a_circle_of_managers_is_broken_at_its_last_row(store: Store) -> None:
    store.write(
        "people.csv",
        "email,name,role,manager_email",
        "a@x.example,Ada,manager,b@x.example",
        "b@x.example,Bo,manager,c@x.example",
        "c@x.example,Cy,manager,a@x.example",
        "d@x.example,Di,executive,",
    )
    store.bring_in()
    circle = [refusal for refusal in store.refused() if refusal[0].startswith("people")]
    assert circle[-1] == ("people.csv:4", "manager_email", "manager_circle")
    # Without Cy, Bo's manager is nobody, and then Ada's.
    assert [code for _, _, code in circle] == [
        "unknown_manager",
        "unknown_manager",
        "manager_circle",
    ]
    assert store.rows("people", "email") == [("d@x.example",)]


def test_a_circle_with_stored_people_leaves_them_as_they_are(filled: Store) -> None:
    people = (filled.folder / "people.csv").read_text(encoding="utf-8")
    # Marcus, who stands above Fiona, shall report to her rep Alice.
    changed = people.replace(",executive,,,,en,\n", f",executive,{ALICE},,,en,\n", 1)
    filled.write("people.csv", *changed.splitlines())
    report = filled.bring_in()
    assert [code for _, _, code in filled.refused()] == ["manager_circle"]
    assert report.counts["people.csv"].updated == 0
    chain = dict(filled.rows("people", "email", "manager_pk"))
    assert chain[MARCUS] is None


def test_each_of_many_refusals_is_told_once_and_in_order(store: Store) -> None:
    store.write("products.csv", "id,name", *(f"P{n}," for n in range(25_000)))
    for file in ("opportunities", "objectives", "quotas"):
        header = (store.folder / f"{file}.csv").read_text(encoding="utf-8").splitlines()[0]
        store.write(f"{file}.csv", header)
    report = store.bring_in()
    assert report.counts["products.csv"].refused == 25_000
    lines = [r.line for r in store.refusals if r.file == "products.csv"]
    assert lines == list(range(2, 25_002)), "told once each, in the order of the file"
    assert not any(
        isinstance(fact, list) for fact in vars(report).values() if len(str(fact)) > 10_000
    )


def test_oliver_is_not_oliver_twice(store: Store) -> None:
    people = (store.folder / "people.csv").read_text(encoding="utf-8")
    store.write("people.csv", *people.splitlines(), f"{OLIVER.upper()},Oliver Other,rep,,,,,")
    store.bring_in()
    assert [(column, code) for _, column, code in store.refused()] == [("email", "duplicate")]
