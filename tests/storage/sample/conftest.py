"""The sample company written once, and a way to read it back as any program would."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from storage.sample import write_sample

Rows = list[dict[str, str]]
Tables = dict[str, Rows]
TODAY = date(2026, 11, 23)


def read_tables(folder: Path) -> Tables:
    tables: Tables = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            tables[path.stem] = list(csv.DictReader(file, strict=True))
    return tables


Sample = Callable[..., Tables]


@pytest.fixture
def sample(tmp_path: Path) -> Sample:
    """Write a sample of any size and read it back."""

    def write(*, today: date = TODAY, **sizes: int) -> Tables:
        write_sample(tmp_path / "sample", today=today, **sizes)
        return read_tables(tmp_path / "sample")

    return write


@pytest.fixture(scope="session")
def veridia_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The company as `pilote sample` makes it when it is told nothing else."""
    folder = tmp_path_factory.mktemp("veridia")
    write_sample(folder, today=TODAY)
    return folder


@pytest.fixture(scope="session")
def veridia(veridia_folder: Path) -> Tables:
    return read_tables(veridia_folder)


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """Large enough for shares and medians to stand still."""
    folder = tmp_path_factory.mktemp("large")
    write_sample(folder, today=TODAY, reps=64, opportunities=12_000)
    return read_tables(folder)
