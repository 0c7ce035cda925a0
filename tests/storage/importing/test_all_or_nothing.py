"""One transaction: unreadable files, strict imports, interruptions and kills change nothing."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from storage.database import Database
from storage.errors import PiloteError, SetupError
from storage.exchange.layout import FILES
from storage.importing import Progress, import_source
from tests.company import ALICE
from tests.storage.importing.store import Store, whole_company


def snapshot(store: Store) -> dict[str, list[tuple[object, ...]]]:
    names = [file.name for file in FILES]
    return {name: store.rows(name) for name in [*names, "company", "imports"]}


UNREADABLE = {
    "not utf-8": ("notes.csv", b"opportunity_id,written_at,text\nO1,x,caf\xe9\n", "encoding"),
    "utf-16": ("notes.csv", "opportunity_id,written_at,text\n".encode("utf-16"), "encoding"),
    "a zero byte": ("notes.csv", b"opportunity_id,written_at,text\nO1,x,a\0b\n", "encoding"),
    "an open quote": ("notes.csv", b'opportunity_id,written_at,text\nO1,x,"open\n', "not_csv"),
    "a quote inside": ("notes.csv", b'opportunity_id,written_at,text\nO1,x,"a"b\n', "not_csv"),
    "nothing at all": ("notes.csv", b"", "empty"),
    "another separator": ("notes.csv", b"opportunity_id;written_at;text\n", "column"),
    "a required column": ("opportunities.csv", b"id,name,stage,created_on\n", "column"),
    "a column twice": ("products.csv", b"id,name,Name\nP1,a,b\n", "twice"),
    "no toml": ("company.toml", b"currency = EUR\n", "toml"),
    "no currency": ("company.toml", b'currency = "Euros"\n', "company"),
    "no month": ("company.toml", b"fiscal_year_starts = 13\n", "company"),
    "no zone": ("company.toml", b'time_zone = "Mars/Olympus"\n', "company"),
    "no language": ("company.toml", b'locale = "de"\n', "company"),
}
CODES = {
    "encoding": "import_file_encoding",
    "not_csv": "import_file_not_csv",
    "empty": "import_file_empty",
    "column": "import_column_missing",
    "twice": "import_column_twice",
    "toml": "import_file_not_toml",
    "company": "import_company_value",
}


@pytest.mark.parametrize("how", UNREADABLE)
def test_an_unreadable_file_changes_nothing_and_is_named(filled: Store, how: str) -> None:
    file, content, code = UNREADABLE[how]
    before = snapshot(filled)
    # Something before it would change, were it kept.
    filled.write("products.csv", "id,name", "P1,Changed", "P9,New")
    (filled.folder / file).write_bytes(content)
    with pytest.raises(PiloteError) as caught:
        filled.bring_in()
    assert caught.value.code == CODES[code]
    assert caught.value.facts["file"] == file
    assert snapshot(filled) == before


@pytest.mark.parametrize("file", ["people.csv", "stages.csv", "opportunities.csv"])
def test_a_missing_required_file_changes_nothing(filled: Store, file: str) -> None:
    before = snapshot(filled)
    filled.remove(file)
    with pytest.raises(PiloteError, match="import_file_missing") as caught:
        filled.bring_in()
    assert caught.value.facts["file"] == file
    assert snapshot(filled) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_nobody_may_read_changes_nothing(filled: Store) -> None:
    before = snapshot(filled)
    (filled.folder / "notes.csv").chmod(0)
    with pytest.raises(PiloteError, match="import_file_unreadable"):
        filled.bring_in()
    assert snapshot(filled) == before


def test_an_unreadable_large_file_is_named_by_the_second_process(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.exchange.second_process.WORTH_A_PROCESS", 20_000)
    before = snapshot(filled)
    note = "O1,2026-11-{day:02}T12:{minute:02}:00Z,,Called again."
    many = [note.format(day=1 + n // 60, minute=n % 60) for n in range(1000)]
    filled.write("notes.csv", "opportunity_id,written_at,author_email,text", *many, 'O1,x,"open')
    with pytest.raises(PiloteError, match="import_file_not_csv") as caught:
        filled.bring_in()
    assert caught.value.facts == {"file": "notes.csv", "line": 1002}
    assert snapshot(filled) == before


def test_strict_keeps_nothing_when_anything_was_refused(filled: Store) -> None:
    before = snapshot(filled)
    filled.write("products.csv", "id,name,list_price", "P1,Changed,1", "P9,New,free", "P2,I,no")
    report = filled.bring_in(strict=True)
    assert not report.kept
    assert [code for _, _, code in filled.refused()] == ["not_an_amount", "not_an_amount"]
    assert report.refused == 2
    assert snapshot(filled) == before


def test_strict_keeps_all_when_nothing_was_refused(store: Store) -> None:
    report = store.bring_in(strict=True)
    assert report.kept
    assert len(store.rows("opportunities")) == 12


def test_an_interrupted_import_changes_nothing(filled: Store) -> None:
    before = snapshot(filled)
    filled.write("products.csv", "id,name", "P1,Changed")

    def interrupt(step: Progress) -> None:
        if step.file == "notes.csv":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        filled.bring_in(on_progress=interrupt)
    assert snapshot(filled) == before
    assert not filled.bring_in().refused, "and the store goes on working"


def test_what_is_no_source(database: Database, tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="import_source_missing"):
        import_source(database, tmp_path / "nowhere")
    (tmp_path / "deals.xlsx").write_bytes(b"")
    with pytest.raises(SetupError, match="import_source_unknown"):
        import_source(database, tmp_path / "deals.xlsx")


def test_two_imports_at_once_take_turns_or_say_so(filled: Store) -> None:
    started, done = threading.Event(), threading.Event()

    def hold(step: Progress) -> None:
        if step.file == "notes.csv":
            started.set()
            done.wait(30)

    first = threading.Thread(
        target=import_source, args=(filled.database, filled.folder), kwargs={"on_progress": hold}
    )
    first.start()
    try:
        assert started.wait(30)
        second = Database(filled.database.url.render_as_string(hide_password=False))
        if second.engine.dialect.name == "sqlite":
            with second.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA busy_timeout = 50")
        with pytest.raises(PiloteError, match="database_locked"):
            import_source(second, filled.folder)
        second.close()
    finally:
        done.set()
        first.join()


_CHILD = """
import sys
from pathlib import Path
from storage.database import Database
from storage.importing import import_source

def tell(step):
    if step.file == "stage_changes.csv":
        print("there", flush=True)
        sys.stdin.read()

import_source(Database(sys.argv[1]), Path(sys.argv[2]), on_progress=tell)
"""


def test_a_killed_import_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'pilote.db'}"
    store = Store(Database(url), whole_company(tmp_path / "veridia"))
    store.bring_in()
    before = snapshot(store)
    store.database.close()
    deals = [f"K{n},Deal {n},{ALICE},Discovery,2026-08-01" for n in range(30_000)]
    store.write("opportunities.csv", "id,name,owner_email,stage,created_on", *deals)
    root = Path(__file__).parents[3]
    child = subprocess.Popen(  # noqa: S603 (our own interpreter)
        [sys.executable, "-c", _CHILD, url, str(store.folder)],
        cwd=root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert child.stdout
    assert child.stdout.readline() == b"there\n"
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdin.close() if child.stdin else None
    child.stdout.close()
    store.database = Database(url)
    assert snapshot(store) == before
    store.bring_in()
    assert len(store.rows("opportunities", "id")) == 30_012
    store.database.close()
