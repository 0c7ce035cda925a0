"""What a question was read as: tool calls, or what is missing for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

Status = Literal["read", "clarify", "declined", "empty"]


@dataclass(frozen=True)
class Call:
    """One tool call; `arguments` are JSON-able and exactly the tool's own."""

    tool: str
    arguments: dict[str, Any]


@dataclass(frozen=True)
class Choice:
    """One question that can be answered, worded in the asker's language."""

    label: str
    calls: tuple[Call, ...]


@dataclass(frozen=True)
class Span:
    """A stretch of the question and what it was read as: a kind of the vocabulary, and which.

    No kind: not understood.
    """

    text: str
    kind: str | None = None
    value: str = ""

    @property
    def read_as(self) -> str | None:
        """Both in one, for whoever only shows it."""
        return f"{self.kind}: {self.value}" if self.value else self.kind


@dataclass(frozen=True)
class Reading:
    """The whole reading. `reason` is the code of the sentence that says why it was not read."""

    locale: str
    status: Status
    calls: tuple[Call, ...] = ()
    understood: tuple[Span, ...] = ()
    unread: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    reason: str | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


class Asker(Protocol):
    """Who asks, as far as reading needs it."""

    @property
    def email(self) -> str:
        """Lower case."""
        ...

    @property
    def role(self) -> str:
        """One of rep, manager, executive, operations."""
        ...

    @property
    def team(self) -> str | None:
        """The team's name."""
        ...

    @property
    def locale(self) -> str | None:
        """The language they chose."""
        ...


class Wording(Protocol):
    """What a figure is called in one language."""

    @property
    def label(self) -> str:
        """Its name in an answer."""
        ...

    @property
    def names(self) -> tuple[str, ...]:
        """What else people call it."""
        ...


class Figure(Protocol):
    """What reading needs to know of a KPI; `tools.engine.kpi.Kpi` has all of it."""

    @property
    def name(self) -> str:
        """The contract's name of it."""
        ...

    @property
    def better(self) -> str:
        """`higher`, `lower` or `neither`."""
        ...

    @property
    def looks(self) -> str:
        """`back` or `forward`: which way a bare "in March" points."""
        ...

    @property
    def dated_by(self) -> str:
        """The date that places its rows in a period."""
        ...

    @property
    def unit(self) -> str:
        """What it is measured in: `money`, `count`, `percent`, ..."""
        ...

    @property
    def takes_period(self) -> bool:
        """Whether it has a period, and is not only about today."""
        ...

    @property
    def deals(self) -> str | None:
        """Which deals stand behind it: open, won, lost, closed, at_risk, with_defects."""
        ...

    @property
    def listed_by(self) -> str:
        """The tool that lists them."""
        ...

    @property
    def takes_as_of(self) -> bool:
        """Whether it is known as it stood on a past day."""
        ...

    @property
    def words(self) -> Mapping[str, Wording]:
        """Its wording by language."""
        ...

    def honours(self, dimension: str) -> bool:
        """Whether it can be cut by this dimension."""
        ...
