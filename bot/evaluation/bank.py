"""Question banks: JSON lines of questions as people type them, and what each must be read as.

The format is told in docs/reading.md.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.reader import Call
from storage.errors import SetupError, UsageError


@dataclass(frozen=True)
class Wanted:
    """One call that is right; `arguments` None: whatever they are."""

    tool: str
    arguments: dict[str, Any] | None


@dataclass(frozen=True)
class Line:
    """One question of a bank, with the questions before it in its thread.

    `readings`: the calls that are right. `asks_back`: asking back is right (too).
    """

    number: int
    asker: str
    question: str
    after: tuple[str, ...]
    status: str
    reason: str | None
    readings: tuple[tuple[Wanted, ...], ...]
    asks_back: bool


@dataclass(frozen=True)
class Heard:
    """What came of one question: read (with its calls), clarify, declined or empty.

    `milliseconds` for the question alone; `leaked`: emails and deals beyond the asker's scope.
    """

    status: str
    calls: tuple[Call, ...] = ()
    reason: str | None = None
    milliseconds: float = 0.0
    model_calls: int = 0
    model_bytes: int = 0
    leaked: tuple[str, ...] = ()


def lines(path: Path) -> Iterator[Line]:
    """The lines of a bank. Raises SetupError for no such file, UsageError for no such line."""
    try:
        texts = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SetupError("batch_file", path=str(path)) from error
    for number, text in enumerate(texts, 1):
        if text.strip():
            yield _line(number, text)


def _line(number: int, text: str) -> Line:
    try:
        raw = json.loads(text)
        wanted = [*([raw["calls"]] if "calls" in raw else []), *raw.get("or", [])]
        return Line(
            number=number,
            asker=str(raw["as"]),
            question=str(raw["question"]),
            after=tuple(raw.get("after", ())),
            status=raw.get("status", "read"),
            reason=raw.get("reason"),
            readings=tuple(tuple(_wanted(call) for call in calls) for calls in wanted),
            asks_back=bool(raw.get("or_clarify", False)),
        )
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise UsageError("batch_line", line=number, detail=str(error)) from error


def _wanted(raw: dict[str, Any]) -> Wanted:
    return Wanted(raw["tool"], raw.get("arguments"))
