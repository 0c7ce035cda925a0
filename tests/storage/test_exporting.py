"""The store as a folder: what is exported comes back the same, on and across both databases."""

import csv
from datetime import date
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.database import Database
from storage.errors import PiloteError, SetupError
from storage.exchange.layout import BY_NAME, FILES
from storage.exporting import export_folder
from storage.importing import Refusal, import_source
from storage.sample import write_sample
from tests.company import ALICE
from tests.storage.importing.store import Store, whole_company
from tests.stores import empty_store


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def brought_in(database: Database, folder: Path) -> Database:
    refusals: list[Refusal] = []
    import_source(database, folder, on_refusal=refusals.append)
    assert refusals == []
    return database


@pytest.fixture
def other(tmp_path: Path) -> Database:
    return empty_store(tmp_path / "other.db")


def test_export_import_export(database: Database, other: Database, tmp_path: Path) -> None:
    write_sample(tmp_path / "sample", opportunities=300, reps=6, today=date(2026, 11, 23))
    brought_in(database, tmp_path / "sample")
    counts = export_folder(database, tmp_path / "first")
    assert counts["opportunities.csv"] == 300
    assert sorted(contents(tmp_path / "first")) == sorted(
        [*(file.csv for file in FILES), "company.toml"]
    )
    export_folder(brought_in(other, tmp_path / "first"), tmp_path / "second")
    assert contents(tmp_path / "first") == contents(tmp_path / "second")
    report = import_source(database, tmp_path / "second", replace=True)
    assert all(c.added == c.updated == c.removed == 0 for c in report.counts.values())


def test_every_cell_of_good_input_comes_back(database: Database, tmp_path: Path) -> None:
    source = whole_company(tmp_path / "veridia")
    export_folder(brought_in(database, source), tmp_path / "out")
    for file in FILES:
        with (source / file.csv).open(encoding="utf-8", newline="") as opened:
            told = list(csv.DictReader(opened))
        with (tmp_path / "out" / file.csv).open(encoding="utf-8", newline="") as opened:
            written = list(csv.DictReader(opened))
        assert tuple(written[0]) == file.column_names()
        assert len(written) == len(told), file
        comparable = {
            name for name in told[0] if BY_NAME[file.name].column(name).kind in {"text", "date"}
        }
        keys = sorted(tuple(row[name] for name in sorted(comparable)) for row in told)
        assert keys == sorted(tuple(row[name] for name in sorted(comparable)) for row in written)
    assert (
        '"They like it,\nand want a ""pilot"" first."' in (tmp_path / "out/notes.csv").read_text()
    )
    assert "2026-11-10T12:00:00+01:00" in (tmp_path / "out/notes.csv").read_text()
    assert "100000.00" in (tmp_path / "out/opportunities.csv").read_text()


TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12
)


@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(texts=st.lists(TEXT, min_size=1, max_size=5))
def test_any_text_survives(tmp_path: Path, texts: list[str]) -> None:
    work = Path(mkdtemp(dir=tmp_path))  # a store of its own for each example
    source = whole_company(work / "veridia")
    store = Store(Database(f"sqlite:///{work / 'first.db'}"), source)
    with (store.folder / "notes.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(["opportunity_id", "written_at", "author_email", "text"])
        for minute, text in enumerate(texts):
            writer.writerow(["O1", f"2026-11-10T12:{minute:02}:00Z", ALICE, text])
    store.bring_in(replace=True)
    kept = [text.strip() for text in texts if text.strip()]
    assert [text for (text,) in store.rows("notes", "text")] == kept
    assert len(store.refusals) == len(texts) - len(kept)
    export_folder(store.database, work / "first")
    second = Database(f"sqlite:///{work / 'second.db'}")
    import_source(second, work / "first", replace=True)
    export_folder(second, work / "second")
    assert contents(work / "first")["notes.csv"] == contents(work / "second")["notes.csv"]
    store.database.close()
    second.close()


def test_an_empty_store_has_nothing_to_export(database: Database, tmp_path: Path) -> None:
    with pytest.raises(PiloteError, match="store_empty"):
        export_folder(database, tmp_path / "out")
    assert not any((tmp_path / "out").glob("*"))


def test_a_folder_that_cannot_be_written(database: Database, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SetupError, match="folder"):
        export_folder(database, tmp_path / "file")


def test_names_with_quotes_come_back_in_the_settings(database: Database, tmp_path: Path) -> None:
    name = 'Veridia "SAS" \\ Söhne'
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    source = whole_company(tmp_path / "veridia", company=f'name = "{escaped}"\n')
    export_folder(brought_in(database, source), tmp_path / "out")
    report = import_source(database, tmp_path / "out")
    assert report.counts["company.toml"].unchanged == 1


def test_progress_counts_rows(database: Database, tmp_path: Path) -> None:
    told: list[tuple[str, int]] = []
    source = whole_company(tmp_path / "veridia")
    export_folder(
        brought_in(database, source), tmp_path / "out", lambda file, rows: told.append((file, rows))
    )
    assert ("opportunities.csv", 12) in told
