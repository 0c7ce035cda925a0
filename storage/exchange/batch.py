"""Some thousand rows of one file, column by column, on their way into the store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress
from typing import Any, NamedTuple

from storage.exchange.faults import Fault, Refusal


class Raw(NamedTuple):
    """Rows as a source gives them: text, column by column, and the line each row starts on.

    `faults` are rows that are no rows at all, by line, already left out of `columns`;
    `position` is how much of the source has been read, in bytes; `refused` are rows among the
    columns that the source already found a fault with, by their place in them.
    """

    lines: Sequence[int]
    columns: Sequence[Sequence[str]]
    faults: Sequence[tuple[int, str, str, Fault]]  # line, column, value, fault
    position: int
    refused: Sequence[tuple[int, str, str, Fault]] = ()  # place, column, value, fault


@dataclass
class Batch:
    """Rows being checked: columns of the store by name, all of one length, and refusals."""

    shown: str  # the file, for people
    lines: Sequence[int]
    columns: dict[str, list[Any]]
    position: int
    key: tuple[str, ...] = ()  # the columns that make a row unique
    repeats: bool = False  # rows may repeat one another; the first one counts
    refusals: list[Refusal] = field(default_factory=list)
    # keys of refused rows, as far as they could be read: what the store has of them stays
    refused_keys: list[list[Any]] = field(default_factory=list)
    # what the source called the rows that are referred to, once `columns` have their keys
    names: dict[str, list[Any]] = field(default_factory=dict)
    _bad: set[int] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self.lines)

    def is_refused(self, index: int) -> bool:
        """Whether that row has been refused since the last `drop_refused`."""
        return index in self._bad

    def refuse(
        self, index: int, column: str, value: object, code: str, facts: Mapping[str, Any]
    ) -> None:
        """Refuses a row; only its first fault is told."""
        if index not in self._bad:
            self._bad.add(index)
            self.turn_away(self.lines[index], column, value, code, facts)

    def turn_away(
        self, line: int, column: str, value: object, code: str, facts: Mapping[str, Any]
    ) -> None:
        """Notes a refusal of a row that is not among the columns."""
        text = "" if value is None else str(value)
        self.refusals.append(Refusal(self.shown, line, column, text, code, facts))

    def drop_refused(self) -> bool:
        """Leaves only the rows that were not refused; tells whether any was."""
        if not self._bad:
            return False
        told = {**self.columns, **self.names}
        keys = [told[name] for name in self.key if name in told]
        for index in self._bad if len(keys) == len(self.key) else ():
            self.refused_keys.append([column[index] for column in keys])
        good = [index not in self._bad for index in range(len(self.lines))]
        self.lines = list(compress(self.lines, good))
        self.columns = _compressed(self.columns, good)
        self.names = _compressed(self.names, good)
        self._bad.clear()
        return True


def _compressed(columns: dict[str, list[Any]], good: list[bool]) -> dict[str, list[Any]]:
    return {name: list(compress(column, good)) for name, column in columns.items()}
