"""The folder of CSV files: the exchange format itself."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storage.connectors.csv_file import CsvFile
from storage.connectors.source import Notice, Source
from storage.errors import PiloteError
from storage.exchange.batch import Raw
from storage.exchange.layout import BY_NAME, COMPANY, FILES, File


@dataclass(frozen=True)
class FolderSheet:
    """One CSV file of the folder; `places` are where its known columns stand."""

    file: CsvFile
    columns: tuple[str, ...]
    places: tuple[int, ...]
    size: int
    repeats: bool = False

    @property
    def shown(self) -> str:
        """The name of the file."""
        return self.file.shown

    def batches(self) -> Iterator[Raw]:
        """The rows, column by column."""
        for lines, rows, faults, position in self.file.batches():
            columns: Sequence[Sequence[str]] = list(zip(*rows, strict=True))
            if not rows:
                columns = [()] * (max(self.places) + 1)
            yield Raw(lines, [columns[place] for place in self.places], faults, position)


def open_folder(folder: Path) -> Source:
    """The folder as a source; headers are read, rows not yet.

    Raises PiloteError for a missing or unreadable file and for a missing required column.
    """
    notices: list[Notice] = []
    sheets: dict[str, list[FolderSheet]] = {}
    for file in FILES:
        path = folder / file.csv
        if path.is_file():
            sheets[file.name] = [_open_sheet(path, file, notices)]
        elif file.required:
            raise PiloteError("import_file_missing", file=file.csv)
    notices.extend(_unknown_files(folder))
    return Source(folder.resolve().name, sheets, _company(folder / COMPANY), COMPANY, notices)


def _open_sheet(path: Path, file: File, notices: list[Notice]) -> FolderSheet:
    csv_file = CsvFile(path, path.name)
    header = [name.lower() for name in csv_file.header()]
    known = file.column_names()
    for name in header:
        if name not in known:
            notices.append(Notice("unknown_column", {"file": path.name, "column": name}))
        elif header.count(name) > 1:
            raise PiloteError("import_column_twice", file=path.name, column=name)
    for column in file.columns:
        if column.required and column.name not in header:
            raise PiloteError("import_column_missing", file=path.name, column=column.name)
    present = tuple(name for name in known if name in header)
    places = tuple(header.index(name) for name in present)
    return FolderSheet(csv_file, present, places, path.stat().st_size)


def _unknown_files(folder: Path) -> Iterator[Notice]:
    for path in sorted(folder.iterdir()):
        known = path.name == COMPANY or (path.suffix == ".csv" and path.stem in BY_NAME)
        if path.is_file() and not known and not path.name.startswith("."):
            yield Notice("unknown_file", {"file": path.name})


def _company(path: Path) -> dict[str, Any] | None:
    if not path.is_file():
        return None
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise PiloteError("import_file_not_toml", file=path.name) from error
