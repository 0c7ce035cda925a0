"""The vocabulary in which forecasts are submitted: one file per language in
`prompts/submissions`."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import prompts
from tools.names.words import words

Phrase = tuple[str, ...]


@cache
def phrases() -> Sequence[tuple[Phrase, str]]:
    """Every phrase, cut into words, with what it means; of all languages, the longest first."""
    found: dict[Phrase, str] = {}
    for vocabulary in _vocabularies():
        for meaning, some in vocabulary.items():
            for phrase in some if meaning != "because" else ():
                found.setdefault(tuple(one.strip("'") for one in words(phrase)), meaning)
    return sorted(((phrase, m) for phrase, m in found.items() if phrase), key=lambda p: -len(p[0]))


@cache
def reasons() -> Sequence[str]:
    """What a reason begins with, in all languages, the longest first."""
    found = {phrase for vocabulary in _vocabularies() for phrase in vocabulary["because"]}
    return sorted(found, key=lambda phrase: -len(phrase))


@cache
def _vocabularies() -> Sequence[Mapping[str, Sequence[str]]]:
    folder = Path(prompts.__file__).parent / "submissions"
    return [prompts.load(path) for path in sorted(folder.glob("*.yaml"))]
