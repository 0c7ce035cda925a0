"""Pools of names for people and firms, by speech (`fr`, `en` …), read from `names.toml`."""

import tomllib
from pathlib import Path

_POOLS = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))


def _words(table: str) -> dict[str, tuple[str, ...]]:
    return {speech: tuple(words.split()) for speech, words in _POOLS[table].items()}


FIRST_NAMES = _words("first_names")
LAST_NAMES = _words("last_names")
FIRM_BEGINNINGS = _words("firm_beginnings")
FIRM_ENDINGS = _words("firm_endings")
LEGAL_FORMS: dict[str, list[str]] = _POOLS["legal_forms"]
TRADES: dict[str, dict[str, str]] = _POOLS["trades"]  # by industry
