"""Reads a CSV file batch by batch, in any encoding, and knows the line each row starts on."""

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from storage.errors import PiloteError
from storage.exchange.faults import Fault

ROWS = 10_000  # a batch
_BUFFER = 1 << 20  # bytes
_LONGEST_CELL = 1 << 24  # characters; also what an unclosed quote can swallow


class Rows(NamedTuple):
    """Rows of one width and the lines they start on; what is no row is in `faults`."""

    lines: Sequence[int]
    rows: Sequence[Sequence[str]]
    faults: Sequence[tuple[int, str, str, Fault]]
    position: int


@dataclass(frozen=True)
class CsvFile:
    """A CSV file with a header row; `skip` rows stand above the header."""

    path: Path
    shown: str
    encoding: str = "utf-8-sig"
    separator: str = ","
    skip: int = 0

    def header(self) -> list[str]:
        """The names of the columns, trimmed. Raises PiloteError for an unreadable file."""
        with self._open() as (reader, _):
            return self._header(reader)

    def batches(self) -> Iterator[Rows]:
        """All rows but empty lines. Raises PiloteError for an unreadable file."""
        with self._open() as (reader, file):
            width = len(self._header(reader))
            while True:
                above = reader.line_num
                rows = list(islice(reader, ROWS))
                if not rows:
                    return
                lines: Sequence[int] = range(above + 1, above + 1 + len(rows))
                if reader.line_num - above != len(rows):
                    lines = _starts(above, rows)
                yield _squared(lines, rows, width, file.tell())

    def _header(self, reader: Any) -> list[str]:  # noqa: ANN401 (csv names no type)
        header = next(islice(reader, self.skip, None), None)
        if not header:
            raise PiloteError("import_file_empty", file=self.shown)
        return [name.strip() for name in header]

    @contextmanager
    def _open(self) -> Iterator[tuple[Any, io.FileIO]]:
        csv.field_size_limit(_LONGEST_CELL)
        reader: Any = None
        try:
            with _NoNul(self.path) as raw, io.BufferedReader(raw, _BUFFER) as buffered:
                text = io.TextIOWrapper(buffered, encoding=self.encoding, newline="")
                reader = csv.reader(text, delimiter=self.separator, strict=True)
                yield reader, raw
        except FileNotFoundError as error:
            raise PiloteError("import_file_missing", file=self.shown) from error
        except OSError as error:
            raise PiloteError("import_file_unreadable", file=self.shown) from error
        except (UnicodeError, _NulError) as error:
            raise PiloteError(
                "import_file_encoding", file=self.shown, encoding=self.encoding
            ) from error
        except csv.Error as error:
            raise PiloteError(
                "import_file_not_csv", file=self.shown, line=reader.line_num
            ) from error


class _NulError(ValueError):
    """A byte that no text file has."""


class _NoNul(io.FileIO):
    def readinto(self, buffer: Any) -> int | None:  # noqa: ANN401
        count = super().readinto(buffer)
        if count and b"\0" in bytes(memoryview(buffer)[:count]):
            raise _NulError
        return count


def _starts(above: int, rows: list[list[str]]) -> list[int]:
    """The lines rows start on, where a quoted cell has lines of its own or a line is empty."""
    lines = []
    for row in rows:
        lines.append(above + 1)
        above += 1 + sum(map(_line_ends, row))
    return lines


def _line_ends(cell: str) -> int:
    return cell.count("\n") + cell.count("\r") - cell.count("\r\n")


def _squared(lines: Sequence[int], rows: list[list[str]], width: int, position: int) -> Rows:
    """Brings all rows to the header's width: empty cells may be left out at the end of a row."""
    if set(map(len, rows)) == {width}:
        return Rows(lines, rows, (), position)
    kept, starts, faults = [], [], []
    for line, row in zip(lines, rows, strict=True):
        surplus = "".join(row[width:]).strip()
        if surplus:
            faults.append((line, "", surplus, Fault("too_many_cells", cells=len(row), width=width)))
        elif row:
            starts.append(line)
            kept.append(row[:width] + [""] * (width - len(row)))
    return Rows(starts, kept, faults, position)
