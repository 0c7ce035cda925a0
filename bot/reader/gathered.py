"""What was said of a question: slots with their places, marks, nouns, requests."""

from dataclasses import dataclass, field

from bot.reader.lattice import Atom

SILENT = frozenset({"filler", "talk"})


@dataclass(frozen=True)
class Slot:
    """One thing said, with its place.

    `kind`: where, deed (a kind of activity), by, period, compare, rank, bound, as_of.
    """

    kind: str
    place: int
    value: object
    sign: str = ""  # "!" excludes
    joined: str = ""  # "and", "or", "vs": how it hangs on the one before it


@dataclass
class Gathered:
    """All slots and marks of one reading; `unused` makes it no reading at all."""

    concepts: list[tuple[int, str]] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    nouns: list[tuple[int, str, bool]] = field(default_factory=list)  # place, dimension, plural
    marks: dict[str, list[int]] = field(default_factory=dict)
    boundaries: dict[int, str] = field(default_factory=dict)  # concept place: "and" or "vs" before
    groups: list[Slot] = field(default_factory=list)  # me, team, company
    requests: list[str] = field(default_factory=list)
    declines: list[tuple[int, str]] = field(default_factory=list)
    talk: set[str] = field(default_factory=set)
    every: list[str] = field(default_factory=list)
    listed: set[int] = field(default_factory=set)  # concept places with only a comma before them
    counted: int | None = None  # "the two products": how many a superlative asks for
    unused: list[Atom] = field(default_factory=list)

    def has(self, *marks: str) -> bool:
        """Whether any of these marks was said."""
        return any(mark in self.marks for mark in marks)

    def of(self, kind: str) -> list[Slot]:
        """The slots of one kind, in order."""
        return [slot for slot in self.slots if slot.kind == kind]
