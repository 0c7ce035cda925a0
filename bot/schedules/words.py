"""The vocabulary in which schedules are set: one file per language in `prompts/schedules`."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import prompts

_FOLDER = Path(prompts.__file__).parent / "schedules"


@dataclass(frozen=True)
class Words:
    """Phrases by what they mean; all folded."""

    rituals: dict[str, list[str]]
    weekdays: dict[str, list[str]]
    units: dict[str, list[str]]
    places: dict[int, list[str]]
    last_day: list[str]
    hours: dict[str, list[str]]
    ordinal_endings: list[str]
    whom: list[str]
    me: list[str]
    filler: list[str]


@cache
def vocabularies() -> dict[str, Words]:
    """By language."""
    return {path.stem: Words(**_loaded(path)) for path in sorted(_FOLDER.glob("*.yaml"))}


def _loaded(path: Path) -> dict[str, Any]:
    return prompts.load(path)
