"""Reads a sheet of an Excel file row by row, as text of the exchange format."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from storage.connectors.cells import cell_of
from storage.connectors.csv_file import ROWS, Rows
from storage.errors import PiloteError, SetupError


@dataclass(frozen=True)
class ExcelFile:
    """A sheet with a header row; `skip` rows stand above the header."""

    path: Path
    shown: str
    sheet: str | None = None
    skip: int = 0
    decimal: str = "."  # how numbers are to be written for the rules

    def header(self) -> list[str]:
        """The names of the columns. Raises PiloteError for an unreadable file."""
        with self._open() as rows:
            return self._header(rows)

    def batches(self) -> Iterator[Rows]:
        """All rows that are not empty, with their numbers in the sheet."""
        with self._open() as rows:
            width = len(self._header(rows))
            numbered = enumerate(rows, start=self.skip + 2)
            filled = ((number, row) for number, row in numbered if any(row))
            while batch := list(islice(filled, ROWS)):
                lines = [number for number, _ in batch]
                cells = [(row + [""] * width)[:width] for _, row in batch]
                yield Rows(lines, cells, (), 0)

    def _header(self, rows: Iterator[list[str]]) -> list[str]:
        header = next(islice(rows, self.skip, None), None)
        if not header or not any(header):
            raise PiloteError("import_file_empty", file=self.shown)
        return header

    @contextmanager
    def _open(self) -> Iterator[Iterator[list[str]]]:
        from openpyxl import load_workbook  # noqa: PLC0415 (slow, and only for Excel)
        from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

        try:
            book = load_workbook(self.path, read_only=True, data_only=True)
        except (InvalidFileException, BadZipFile, OSError, KeyError, ValueError) as error:
            raise PiloteError("import_file_unreadable", file=self.shown) from error
        try:
            yield map(self._texts, self._sheet(book).iter_rows(values_only=True))
        finally:
            book.close()

    def _sheet(self, book: Any) -> Any:  # noqa: ANN401 (openpyxl names several classes)
        if self.sheet is None:
            return book.worksheets[0]
        if self.sheet not in book.sheetnames:
            raise SetupError("mapping_sheet", file=self.shown, sheet=self.sheet)
        return book[self.sheet]

    def _texts(self, row: tuple[Any, ...]) -> list[str]:
        return [self._text(value) for value in row]

    def _text(self, value: Any) -> str:  # noqa: ANN401 (whatever a cell holds)
        text = cell_of(value)
        return text.replace(".", self.decimal) if isinstance(value, float) else text.strip()
