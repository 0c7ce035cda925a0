"""`--replace`: rows that are no longer in a file go; what is needed or not the file's stays."""

from sqlalchemy import insert, update

from storage.tables import forecasts, questions
from tests.company import ALICE, CAMILLE, FIONA, MARCUS, NICOLAS, OLIVER, PRIYA
from tests.storage.importing.store import NOW, Store


def without(store: Store, file: str, *starts: str) -> None:
    lines = (store.folder / file).read_text(encoding="utf-8").splitlines()
    store.write(file, *(line for line in lines if not line.startswith(starts)))


def only_files(store: Store, *names: str) -> None:
    for path in store.folder.glob("*.csv"):
        if path.stem not in {"people", "stages", "opportunities", *names}:
            path.unlink()


def test_the_same_folder_removes_nothing(filled: Store) -> None:
    report = filled.bring_in(replace=True)
    assert not report.notices
    assert all(counts.removed == counts.added == 0 for counts in report.counts.values())
    assert len(filled.rows("opportunities")) == 12


def test_a_deal_goes_with_its_parts(filled: Store) -> None:
    only_files(filled)
    without(filled, "opportunities.csv", "O1,")
    report = filled.bring_in(replace=True)
    assert not filled.refusals
    assert report.counts["opportunities.csv"].removed == 1
    assert len(filled.rows("opportunities")) == 11
    assert report.counts["stage_changes.csv"].removed == 3
    for part in ("contacts", "proposals", "notes"):
        assert filled.rows(part) == [], part
    # The meeting was held all the same.
    assert ("T1", None) in filled.rows("activities", "id", "opportunity_pk")


def test_what_still_names_a_gone_deal_is_refused(filled: Store) -> None:
    without(filled, "opportunities.csv", "O1,")
    filled.bring_in(replace=True)
    assert ("contacts.csv:2", "opportunity_id", "unknown_opportunity") in filled.refused()
    assert ("stage_changes.csv:2", "opportunity_id", "unknown_opportunity") in filled.refused()
    assert ("T1",) in filled.rows("activities", "id"), "a refused row leaves the stored one"
    assert filled.rows("contacts") == []


def test_files_absent_from_the_folder_are_left_alone(filled: Store) -> None:
    only_files(filled)
    before = {name: filled.rows(name) for name in ("quotas", "notes", "accounts", "aliases")}
    filled.bring_in(replace=True)
    assert {name: filled.rows(name) for name in before} == before


def test_histories_and_plans_are_replaced_row_by_row(filled: Store) -> None:
    without(filled, "stage_changes.csv", "O1,2026-09-10")
    without(filled, "quotas.csv", "team")
    without(filled, "aliases.csv", "account")
    without(filled, "contacts.csv", "O1,Per")
    report = filled.bring_in(replace=True)
    removed = {file: counts.removed for file, counts in report.counts.items() if counts.removed}
    assert removed == {"stage_changes.csv": 1, "quotas.csv": 1, "aliases.csv": 1, "contacts.csv": 1}
    # O1 now went from Qualification straight to Proposal.
    deal = next(pk for pk, name in filled.rows("opportunities", "pk", "id") if name == "O1")
    history = filled.rows("stage_changes", "opportunity_pk", "changed_on", "left_at", "advanced_on")
    (first, last) = [row[1:] for row in history if row[0] == deal]
    assert first[2] == last[0] == "2026-11-02"
    assert first[1] is not None
    assert last[1] is None


def test_what_others_still_need_stays_and_is_told(filled: Store) -> None:
    only_files(filled, "accounts", "products")
    without(filled, "accounts.csv", "A1,", "A5,")
    without(filled, "products.csv", "P1,")
    # The deals, in a file of their own, no longer name them.
    filled.write(
        "opportunities.csv",
        "id,name,owner_email,stage,created_on",
        f"O1,Norrland rollout,{ALICE},Proposal,2026-08-01",
        f"O10,Unsorted deal,{PRIYA},Proposal,2026-09-15",
    )
    report = filled.bring_in(replace=True)
    assert not filled.refusals
    # O1 and O10 keep the account of before, since the column was absent; T1 names A1 too.
    assert [(n.code, n.facts["file"], n.facts["n"]) for n in report.notices] == [
        ("still_needed", "accounts.csv", 2),
        ("still_needed", "products.csv", 1),
    ]
    assert len(filled.rows("accounts")) == 5


def test_people_go_when_nobody_needs_them(filled: Store) -> None:
    for path in filled.folder.glob("*.csv"):
        if path.stem not in {"people", "stages", "opportunities"}:
            filled.write(path.name, path.read_text(encoding="utf-8").splitlines()[0])
    without(filled, "people.csv", NICOLAS, CAMILLE, "lena")
    without(filled, "opportunities.csv", "O6", "O7", "O8", "O9")
    lines = (filled.folder / "opportunities.csv").read_text(encoding="utf-8")
    for account in ("A1", "A2", "A3", "A4", "A5"):
        lines = lines.replace(f",{account},", ",,")
    for product in ("P1", "P2"):
        lines = lines.replace(f",{product},", ",,")
    filled.write("opportunities.csv", *lines.splitlines())
    report = filled.bring_in(replace=True)
    assert not filled.refusals
    assert not report.notices
    assert report.counts["people.csv"].removed == 3
    assert {email for (email,) in filled.rows("people", "email")} >= {MARCUS, FIONA, ALICE, OLIVER}
    assert filled.rows("accounts") == filled.rows("products") == filled.rows("activities") == []


def test_a_typo_in_a_managers_row_does_not_cost_the_team_its_deals(filled: Store) -> None:
    people = (filled.folder / "people.csv").read_text(encoding="utf-8")
    filled.write(
        "people.csv", *people.replace("Fiona Gallagher,manager", "Fiona,boss").splitlines()
    )
    report = filled.bring_in(replace=True)
    assert filled.refused() == [("people.csv:4", "role", "not_in_list")]
    assert sum(counts.removed for counts in report.counts.values()) == 0
    assert len(filled.rows("opportunities")) == 12
    assert (FIONA, "Fiona Gallagher") in filled.rows("people", "email", "name")


def test_a_refused_row_keeps_what_the_store_has_of_it(filled: Store) -> None:
    for file, old, new in (
        ("opportunities.csv", "2026-08-01,2026-12-15", "2026-08-01,soon"),
        ("quotas.csv", "2026-12-31,150000", "2026-12-31,a lot"),
        ("contacts.csv", "O1,Ingrid Holm", "O1 ,Ingrid Holm"),
        ("field_changes.csv", "amount,120000", "amount,some"),
        ("activities.csv", ",held,true", ",held,surely"),
    ):
        text = (filled.folder / file).read_text(encoding="utf-8")
        filled.write(file, *text.replace(old, new).splitlines())
    report = filled.bring_in(replace=True)
    assert len(filled.refusals) == 4
    assert all(counts.removed == 0 for counts in report.counts.values())


def test_what_the_bot_wrote_itself_stays(filled: Store) -> None:
    asked = {
        "asked_at": NOW,
        "asked_by": ALICE,
        "place": "terminal",
        "question": "my pipeline?",
        "locale": "en",
        "status": "answered",
        "reading": [],
        "unread": [],
        "figures": [],
        "elapsed_ms": 1.0,
    }
    with filled.database.writing() as connection:
        connection.execute(update(forecasts).values(origin="pilote"))
        connection.execute(insert(questions).values(**asked))
    filled.write(
        "forecasts.csv",
        "submitted_by,starts_on,ends_on,submitted_at,commit",
        f"{NICOLAS},2026-10-01,2026-12-31,2026-11-16T09:00:00Z,1",
    )
    filled.bring_in(replace=True)
    assert sorted(filled.rows("forecasts", "origin")) == [("import",), ("pilote",)]
    assert len(filled.rows("questions")) == 1
    # And a submission that came from the source goes with the source.
    filled.write("forecasts.csv", "submitted_by,starts_on,ends_on,submitted_at,commit")
    filled.bring_in(replace=True)
    assert filled.rows("forecasts", "origin") == [("pilote",)]
