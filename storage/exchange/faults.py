"""What can be wrong with a row, and the one line that says so."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


class Fault(Exception):  # noqa: N818 (the field's word: a row has a fault)
    """A value that cannot be meant: a reason code (`import.reasons.<code>`) and its facts."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Refusal:
    """One row that did not go in: where it starts, which column is at fault, and why.

    `line` counts from 1, the header; `value` is the text that was found there.
    """

    file: str
    line: int
    column: str
    value: str
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """Everything but the reason: `opportunities.csv:123: close_on: 'soon'`."""
        return f"{self.file}:{self.line}: {self.column}: {_shown(self.value)}"


_LONGEST = 60  # characters of a value worth showing


def _shown(value: str) -> str:
    cut = value if len(value) <= _LONGEST else value[:_LONGEST] + "…"
    return repr(cut)
