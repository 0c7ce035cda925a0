"""What an import says of itself: while it runs, and when it is done."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from storage.connectors.source import Notice
from storage.exchange.faults import Refusal


@dataclass(slots=True)
class Counts:
    """Rows of one file; `read` = added + updated + unchanged + refused."""

    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is: the file it is at, and bytes of the whole source."""

    file: str
    done: int
    total: int


@dataclass
class ImportReport:
    """The end of an import. `kept` is false where `strict` met a refusal: nothing was changed.

    Refusals themselves are told one by one while the import runs, so that a file of bad rows
    needs no memory.
    """

    counts: dict[str, Counts] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    kept: bool = True

    @property
    def refused(self) -> int:
        """Rows that did not go in."""
        return sum(counts.refused for counts in self.counts.values())

    def as_json(self) -> Mapping[str, Mapping[str, int]]:
        """The counts as plain values."""
        return {file: asdict(counts) for file, counts in self.counts.items()}


@dataclass
class Teller:
    """Passes on what happens: refusals and progress to whoever listens, counts to the report."""

    report: ImportReport
    on_refusal: Callable[[Refusal], None] | None
    on_progress: Callable[[Progress], None] | None
    total: int
    done: int = 0

    def counts(self, file: str) -> Counts:
        """The counts of a file, to be counted up."""
        return self.report.counts.setdefault(file, Counts())

    def refuse(self, file: str, refusals: Sequence[Refusal]) -> None:
        """Tells refusals in the order of the file."""
        counts = self.counts(file)
        counts.read += len(refusals)
        counts.refused += len(refusals)
        if self.on_refusal:
            for refusal in sorted(refusals, key=lambda refusal: refusal.line):
                self.on_refusal(refusal)

    def progress(self, file: str, position: int) -> None:
        """Tells how far the current sheet is read, in bytes."""
        if self.on_progress:
            self.on_progress(Progress(file, min(self.done + position, self.total), self.total))
