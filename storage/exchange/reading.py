"""Reads a sheet of the exchange format, batch by batch: cells, checks, derived columns."""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from storage.exchange.batch import Batch, Raw
from storage.exchange.checks import Checks
from storage.exchange.faults import Fault
from storage.exchange.layout import Column, File
from storage.exchange.values import Read, Values


class Sheet(Protocol):
    """Rows of one file of the exchange format, wherever they come from."""

    @property
    def shown(self) -> str:
        """What people call the file the rows come from."""

    @property
    def columns(self) -> Sequence[str]:
        """The columns of the exchange format that are there."""

    @property
    def size(self) -> int:
        """Bytes to read, for progress."""

    @property
    def repeats(self) -> bool:
        """Whether rows may repeat one another, and the first one counts."""

    def batches(self) -> Iterator[Raw]:
        """The rows. Raises PiloteError where the file cannot be read."""


def read_batches(sheet: Sheet, file: File, values: Values) -> Iterator[Batch]:
    """The rows of a sheet, read and checked; what is refused on the way is in the batches."""
    columns = [file.column(name) for name in sheet.columns]
    readers = [values.column_reader(column) for column in columns]
    checks = Checks(file, values)
    for raw in sheet.batches():
        batch = Batch(sheet.shown, raw.lines, {}, raw.position, file.key, sheet.repeats)
        for line, name, value, fault in raw.faults:
            batch.turn_away(line, name, value, fault.code, fault.facts)
        for place, name, value, fault in raw.refused:
            batch.refuse(place, name, value, fault.code, fault.facts)
        for column, read, cells in zip(columns, readers, raw.columns, strict=True):
            try:
                batch.columns[column.goes_into] = read(cells)
            except Fault:
                cell = values.cell_reader(column)
                batch.columns[column.goes_into] = _read_one_by_one(batch, column, cell, cells)
        checks.run(batch)
        yield batch


def _read_one_by_one(batch: Batch, column: Column, read: Read, cells: Sequence[str]) -> list[Any]:
    found: list[Any] = []
    for index, cell in enumerate(cells):
        try:
            found.append(read(cell))
        except Fault as fault:
            batch.refuse(index, column.name, cell.strip(), fault.code, fault.facts)
            found.append(None)
    return found
