"""What every dimension can do: group rows, filter rows, and tell names from keys."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, FromClause, and_, false, not_, or_

from tools.engine.inquiry import Condition, Inquiry
from tools.engine.rows import Rows
from tools.fold import fold

Order = Literal["value", "label", "position"]
Labels = Mapping[Hashable, str | None]


@dataclass(frozen=True)
class Named:
    """A value as typed, made exact: the key it is compared by and its canonical name."""

    key: Hashable
    name: str


@dataclass(frozen=True)
class Candidate(Named):
    """A value that exists, with the further spellings that mean it."""

    spellings: tuple[str, ...] = ()

    def is_called(self, folded: str) -> bool:
        """Whether this is one of its names, whatever the capitals and accents."""
        return any(fold(s) == folded for s in (self.name, str(self.key), *self.spellings))


class Dimension(ABC):
    """One way to cut figures. `order` is how its rows come when nobody asked for a ranking."""

    order: Order = "value"
    groups: bool = True  # whether it can be a breakdown

    def __init__(self, name: str) -> None:
        self.name = name

    @abstractmethod
    def key(self, rows: Rows) -> ColumnElement[Any] | None:
        """What to group by; None where these rows lack the dimension."""

    def join(self, source: FromClause, rows: Rows) -> FromClause:
        """The source with what `key` needs joined to it."""
        return source

    @abstractmethod
    def among(self, rows: Rows, keys: Collection[Hashable]) -> ColumnElement[bool]:
        """True for rows of one of the keys; false or null for the others."""

    @abstractmethod
    def attribute(self, rows: Rows) -> ColumnElement[Any] | None:
        """The column whose absence means that a row lacks the attribute."""

    def matches(self, rows: Rows, condition: Condition) -> ColumnElement[bool]:
        """The filter as SQL. An exclusion keeps what lacks the attribute."""
        wanted: list[ColumnElement[bool]] = []
        if condition.include:
            wanted.append(self.among(rows, condition.include))
        if condition.exclude:
            column = self.attribute(rows)
            lacking = false() if column is None else column.is_(None)
            wanted.append(or_(lacking, not_(self.among(rows, condition.exclude))))
        return and_(*wanted)

    @abstractmethod
    def labels(self, inquiry: Inquiry, keys: Collection[Hashable]) -> Labels:
        """The name in the answer of each key that came back."""

    @abstractmethod
    def resolve(self, inquiry: Inquiry, value: str) -> Named:
        """The value behind what was typed. Raises Declined or Denied."""

    def positions(self, inquiry: Inquiry) -> Sequence[str]:
        """The labels in their own order, for dimensions ordered by position."""
        raise NotImplementedError
