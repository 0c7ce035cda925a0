"""`pilote import`, `export`, `sample` from the command line."""

from pathlib import Path

import pytest

from tests.bot.commands.conftest import Command
from tests.company import FILES, MARCUS, write_company


def test_import_tells_refusals_and_counts(pilote: Command, tmp_path: Path) -> None:
    bad = FILES["opportunities"].replace("2026-12-15", "soon", 1)
    folder = write_company(tmp_path / "veridia", opportunities=bad)
    ran = pilote("import", str(folder))
    assert ran.status == 1
    assert "opportunities.csv:2: close_on: 'soon': " in ran.out
    assert "12 read, 11 added" in ran.out
    assert pilote("kpi", "pipeline", "--as", MARCUS, "--json").json["value"] == 62_000


def test_refusals_in_french(pilote: Command, tmp_path: Path) -> None:
    bad = FILES["opportunities"].replace("2026-12-15", "bientôt", 1)
    folder = write_company(tmp_path / "veridia", opportunities=bad)
    ran = pilote("import", str(folder), "--locale", "fr")
    assert "12 lues, 11 ajoutées" in ran.out


def test_importing_twice_changes_nothing(pilote: Command, tmp_path: Path) -> None:
    folder = str(write_company(tmp_path / "veridia"))
    assert pilote("import", folder).status == 0
    again = pilote("import", folder)
    assert again.status == 0
    assert "opportunities.csv: 12 read, 0 added, 0 updated, 12 unchanged" in again.out


def test_strict_keeps_nothing(pilote: Command, tmp_path: Path) -> None:
    bad = FILES["opportunities"].replace("2026-12-15", "soon", 1)
    folder = write_company(tmp_path / "veridia", opportunities=bad)
    ran = pilote("import", str(folder), "--strict")
    assert ran.status == 1
    assert "--strict" in ran.out
    assert pilote("kpi", "pipeline", "--as", MARCUS).status == 2  # still empty


@pytest.mark.parametrize("source", ["nowhere", "notes.txt"])
def test_a_source_that_is_none(pilote: Command, tmp_path: Path, source: str) -> None:
    (tmp_path / "notes.txt").write_text("hello")
    ran = pilote("import", str(tmp_path / source))
    assert ran.status == 2
    assert len(ran.err.strip().splitlines()) == 1


def test_export_and_import_give_the_same_figures(pilote: Command, tmp_path: Path) -> None:
    pilote("import", str(write_company(tmp_path / "veridia")))
    before = pilote("kpi", "weighted_pipeline", "--as", MARCUS, "--json", "--by", "rep").json
    assert pilote("export", str(tmp_path / "out")).status == 0
    second = f"sqlite:///{tmp_path / 'second.db'}"
    assert pilote("import", str(tmp_path / "out"), "--database", second).status == 0
    after = pilote(
        "kpi", "weighted_pipeline", "--as", MARCUS, "--json", "--by", "rep", "--database", second
    ).json
    assert {k: v for k, v in before.items() if k != "text"} == {
        k: v for k, v in after.items() if k != "text"
    }


def test_a_sample_goes_in_without_a_refusal(pilote: Command, tmp_path: Path) -> None:
    folder = str(tmp_path / "sample")
    assert pilote("sample", folder, "--reps", "5", "--opportunities", "60").status == 0
    ran = pilote("import", folder)
    assert ran.status == 0, ran.out
    assert pilote("sample", folder, "--reps", "0").status == 2


def test_foreign_files_through_the_example_mapping(pilote: Command) -> None:
    root = Path(__file__).parents[3]
    data = root.parent / "shared" / "data" / "maven"
    if not data.is_dir():
        pytest.skip("the foreign data is not part of the project")
    ran = pilote("import", str(root / "examples/maven/maven.toml"), "--data", str(data))
    assert ran.status == 0, ran.out[-2000:]
    assert "8800 read" in ran.out
