"""A foreign sheet seen through its rule: rows of the exchange format."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from storage.connectors.cells import cell_of, change_of, joined, swap_of
from storage.connectors.csv_file import CsvFile, Rows
from storage.connectors.excel import ExcelFile
from storage.connectors.mapping_model import SheetRule, Writing
from storage.exchange.batch import Raw
from storage.exchange.faults import Fault
from storage.exchange.layout import BY_NAME

Row = Sequence[str]
Cell = Callable[[Row], str]


@dataclass(frozen=True)
class MappedSheet:
    """The rows that a rule makes of a foreign file for the file `target`."""

    target: str
    file: CsvFile | ExcelFile
    rule: SheetRule
    writing: Writing
    header: tuple[str, ...]
    size: int

    @property
    def shown(self) -> str:
        """The name of the foreign file."""
        return self.file.shown

    @property
    def columns(self) -> tuple[str, ...]:
        """The mapped columns."""
        return tuple(self.rule.columns)

    @property
    def repeats(self) -> bool:
        """Whether rows may repeat each other."""
        return self.rule.repeats

    def batches(self) -> Iterator[Raw]:
        """The rows, filtered and changed column by column."""
        columns = [(name, self._column(name)) for name in self.columns]
        wanted = self._filter()
        for batch in self.file.batches():
            lines, rows = wanted(batch)
            yield _mapped(batch, columns, lines, rows)

    def _column(self, name: str) -> Cell:
        rule = self.rule.columns[name]
        if rule.value is not None:
            constant = cell_of(rule.value)
            return lambda _row: constant
        change = change_of(rule, BY_NAME[self.target].column(name), self.writing)
        places = [self.header.index(source) for source in rule.sources]
        if len(places) == 1:
            (place,) = places
            return lambda row: change(row[place])
        swap = swap_of(rule)

        def join(row: Row) -> str:
            return change(joined([swap(row[place].strip()) for place in places], rule.join))

        return join

    def _filter(self) -> Callable[[Rows], tuple[Sequence[int], Sequence[Row]]]:
        skip = [(self.header.index(c), set(map(cell_of, v))) for c, v in self.rule.skip.items()]
        only = [(self.header.index(c), set(map(cell_of, v))) for c, v in self.rule.only.items()]
        if not skip and not only:
            return lambda batch: (batch.lines, batch.rows)

        def wanted(row: Row) -> bool:
            return all(row[c].strip() not in values for c, values in skip) and all(
                row[c].strip() in values for c, values in only
            )

        def filtered(batch: Rows) -> tuple[Sequence[int], Sequence[Row]]:
            good = [wanted(row) for row in batch.rows]
            lines = [line for line, keep in zip(batch.lines, good, strict=True) if keep]
            return lines, [row for row, keep in zip(batch.rows, good, strict=True) if keep]

        return filtered


def _mapped(
    batch: Rows, columns: Sequence[tuple[str, Cell]], lines: Sequence[int], rows: Sequence[Row]
) -> Raw:
    try:
        cells = [list(map(cell, rows)) for _, cell in columns]
    except Fault:
        return _mapped_one_by_one(batch, columns, lines, rows)
    return Raw(lines, cells, batch.faults, batch.position)


def _mapped_one_by_one(
    batch: Rows, columns: Sequence[tuple[str, Cell]], lines: Sequence[int], rows: Sequence[Row]
) -> Raw:
    """The same where a cell is at fault: it stays empty, and its row is refused."""
    refused: list[tuple[int, str, str, Fault]] = []
    cells: list[list[str]] = []
    for name, cell in columns:
        cells.append([])
        for index, row in enumerate(rows):
            try:
                cells[-1].append(cell(row))
            except Fault as fault:
                cells[-1].append("")
                refused.append((index, name, str(fault.facts["text"]), fault))
    return Raw(lines, cells, batch.faults, batch.position, refused)


@dataclass(frozen=True)
class WrittenSheet:
    """Rows written out in the mapping itself; their number stands for the line."""

    shown: str
    columns: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    size: int = 0
    repeats: bool = False

    def batches(self) -> Iterator[Raw]:
        """All rows at once."""
        columns = list(zip(*self.cells, strict=True))
        yield Raw(range(1, len(self.cells) + 1), columns, (), 0)
