"""What goes to the model. What is the same for everybody comes first, so that providers' prompt
caches hit: instructions and tools; the question with its context is one message, the last."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel import Locale

import prompts
from bot.reader import Reading
from tools.engine.people import Person
from tools.engine.registry import kpis
from tools.engine.wording import wording

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

LONGEST_QUESTION = 2_000  # characters
LONGEST_RESULT = 4_000  # characters of one tool's result
_MOST_WORDS = 3  # figures explained beside a question


@dataclass(frozen=True)
class Earlier:
    """A question that the asker put before in this thread, and what it was read as."""

    question: str
    calls: Sequence[Mapping[str, Any]]


@cache
def instructions() -> str:
    """The prompt, without anything that changes."""
    return (Path(prompts.__file__).parent / "system.md").read_text(encoding="utf-8").strip()


def opening(
    question: str, today: date, asker: Person, reading: Reading, earlier: Sequence[Earlier]
) -> list["BaseMessage"]:
    """The messages of a question that begins."""
    from langchain_core.messages import HumanMessage, SystemMessage  # noqa: PLC0415 (slow)

    context = _compact(_context(today, asker, reading, earlier))
    asked = f"{question[:LONGEST_QUESTION]}\n\n<context>{context}</context>"
    return [SystemMessage(instructions()), HumanMessage(asked)]


def _context(
    today: date, asker: Person, reading: Reading, earlier: Sequence[Earlier]
) -> dict[str, Any]:
    told = {
        "today": today.isoformat(),
        "language": Locale.parse(reading.locale).english_name,
        "asker": ", ".join(filter(None, (asker.name, asker.role, asker.team))),
        "words": _words(reading),
        "earlier": [{"question": one.question, "calls": list(one.calls)} for one in earlier],
    }
    return {key: value for key, value in told.items() if value}


def figures_named(reading: Reading) -> list[str]:
    """The figures that the reader knew in the question, each once."""
    spotted = [span.value for span in reading.understood if span.kind == "kpis"]
    return [name for name in dict.fromkeys(spotted) if name in kpis()]


def _words(reading: Reading) -> dict[str, str]:
    """What the figures mean that the question names: no more of the glossary."""
    names = figures_named(reading)[:_MOST_WORDS]
    return {name: wording(kpis()[name], "en").meaning for name in names}


def result_text(tool: str, text: str) -> str:
    """A tool's result as data: in words, numbers as they may be quoted."""
    return _compact({"crm_data": {"tool": tool, "found": text[:LONGEST_RESULT]}})


def error_told(sentence: str) -> str:
    """What was wrong with a call."""
    return _compact({"error": sentence})


def _compact(data: Mapping[str, Any]) -> str:
    """On one line; `<` escaped, so that nothing inside can close what it stands in."""
    told = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return told.replace("<", "\\u003c")
