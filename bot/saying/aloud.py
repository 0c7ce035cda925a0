"""Text for notifications and screen readers: the figure first, no marks of layout."""

import re
from collections.abc import Iterator, Sequence
from textwrap import shorten

from prompts import say

LINES = 4
_NAMED = 3  # of a list
_LINE, _ITEM, _FACTS = 200, 90, 220  # characters
_BRIEF = 60  # a longer item goes without what explains it
_LISTED = re.compile(r"\s*(?:[•*-]\s+|(?=\d+\.\s))(?:\[ \]\s+)?")
_FACT = re.compile(r"^\s*→\s+")  # what was found about the line above
_BETWEEN = re.compile(r"\s*(?:⚠|##|-{3})")
_DONE = re.compile(r"^\[x\]\s+")
_MARKS = re.compile(r"^#+\s+|\*\*|(?<!\w)_\([^)]*\)_|(?<!\w)[_*`]|[_*`](?!\w)")


def plainly(text: str) -> str:
    """All of a text, a line each, without marks."""
    bare = (_FACT.sub("", _LISTED.sub("", line, count=1)) for line in text.splitlines())
    return "\n".join(_unmarked(line) for line in bare if line.strip() and line.strip() != "---")


def aloud(text: str, locale: str) -> str:
    """The first lines of a text, each of its lists on one line, under its title if it has one."""
    told: list[str] = []
    listed: list[tuple[str, str]] = []  # what is listed, and what was found about it
    for line in text.splitlines():
        item, fact = _LISTED.match(line), _FACT.match(line)
        if not line.strip() or _BETWEEN.match(line):
            continue
        if item:
            listed.append((line[item.end() :], ""))
        elif fact and listed:
            listed[-1] = (listed[-1][0], line[fact.end() :])
        else:
            told = [*_with(told, listed, locale), _said(line, locale, _LINE)]
            listed = []
    return "\n".join(_with(told, listed, locale)[:LINES])


def _with(told: list[str], listed: Sequence[tuple[str, str]], locale: str) -> list[str]:
    """What was told, and the first of a list that comes after it."""
    if not listed:
        return told
    items = say(locale, "slack.listed").join(_items(listed, locale))
    if told and told[-1].endswith(":"):
        return [*told[:-1], f"{told[-1]} {items}"]
    return [*told, items]


def _items(listed: Sequence[tuple[str, str]], locale: str) -> Iterator[str]:
    for item, facts in listed[:_NAMED]:
        brief = " · ".join(item.split(" · ")[:2])
        named = _said(brief if len(brief) <= _BRIEF else brief.split(" — ")[0], locale, _ITEM)
        yield f"{named} ({_said(facts, locale, _FACTS)})" if facts else named
    more = len(listed) - _NAMED
    if more > 0:
        yield say(locale, "slack.more", n=more)


def _said(line: str, locale: str, most: int) -> str:
    plain = _unmarked(line).replace(" → ", say(locale, "slack.then"))
    return plain if len(plain) <= most else shorten(plain, most, placeholder=" …")


def _unmarked(line: str) -> str:
    return _MARKS.sub("", _DONE.sub("✓ ", line)).strip().replace(" · ", ", ")
