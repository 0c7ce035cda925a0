"""Question banks: questions as people type them, and what they must be read as."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.reader import Call, Reader, Reading
from tests.bot.reader.helvia import PEOPLE

FOLDER = Path(__file__).parents[2] / "banks"


@dataclass(frozen=True)
class Line:
    """One question of a bank, with the questions before it in its thread.

    `readings`: the calls that are right. `asks_back`: asking back is right (too).
    """

    asker: str
    question: str
    after: tuple[str, ...]
    status: str
    reason: str | None
    readings: tuple[tuple[Call, ...], ...]
    asks_back: bool

    def awaits(self, known: Collection[str]) -> bool:
        """Whether every right reading names a figure that the glossary does not have yet."""
        named = [{str(call.arguments.get("kpi", "")) for call in calls} for calls in self.readings]
        return bool(named) and all(names - {""} - set(known) for names in named)


def lines(name: str) -> Iterator[Line]:
    """The lines of a bank."""
    for text in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        raw = json.loads(text)
        wanted = [raw["calls"], *raw.get("or", [])] if "calls" in raw else []
        yield Line(
            asker=raw["as"],
            question=raw["question"],
            after=tuple(raw.get("after", ())),
            status=raw.get("status", "read"),
            reason=raw.get("reason"),
            readings=tuple(tuple(_call(call) for call in calls) for calls in wanted),
            asks_back=raw.get("or_clarify", False),
        )


def _call(raw: dict[str, Any]) -> Call:
    return Call(raw["tool"], raw["arguments"])


def asked(reader: Reader, line: Line) -> Reading:
    """The reading of a line's question, after those before it in the thread."""
    previous: tuple[Call, ...] = ()
    offered = ()
    reading = Reading("en", "empty")
    for question in (*line.after, line.question):
        reading = reader.read(
            question, asker=PEOPLE[line.asker], previous=previous, offered=offered
        )
        previous = reading.calls or previous
        offered = reading.choices
    return reading


def verdict(line: Line, reading: Reading) -> str:
    """`right`, `asked back` (where an answer was wanted) or `wrong` (silently)."""
    if reading.status == "read":
        return "right" if reading.calls in line.readings else "wrong"
    if line.status == "read":
        return "right" if line.asks_back and reading.status == "clarify" else "asked back"
    if reading.status != line.status:
        return "asked back" if reading.status == "clarify" else "wrong"
    wrong_reason = line.reason not in {None, "any", reading.reason}
    return "other reason" if wrong_reason else "right"
