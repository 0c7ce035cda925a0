"""A message in the few lines that a notification shows and a screen reader reads: the figure
first, then what it is held against, then the first of what is listed. No marks, no table."""

import re
from collections.abc import Iterator, Sequence
from textwrap import shorten

from prompts import say

LINES = 4
_NAMED = 3  # of a list
_LINE, _ITEM = 200, 90  # characters
_BRIEF = 60  # a longer item goes without what explains it
_LISTED = re.compile(r"\s*(?:[•*-]\s+|(?=\d+\.\s))(?:\[[ x]\]\s+)?")
_BELOW = re.compile(r"\s*(?:[→⚠]|##)")  # what explains a line of a list; titles between lists
_MARKS = re.compile(r"^#+\s+|\*\*|(?<!\w)_\([^)]*\)_|(?<!\w)[_*`]|[_*`](?!\w)")


def aloud(text: str, locale: str) -> str:
    """The first lines of a text, each of its lists on one line, under its title if it has one."""
    told: list[str] = []
    listed: list[str] = []
    for line in text.splitlines():
        if line.startswith("---"):
            break  # what comes below a draft is no part of it
        if not line.strip() or _BELOW.match(line):
            continue
        item = _LISTED.match(line)
        if item:
            listed.append(line[item.end() :])
            continue
        told = [*_with(told, listed, locale), _said(line, locale, _LINE)]
        listed = []
    return "\n".join(_with(told, listed, locale)[:LINES])


def _with(told: list[str], listed: Sequence[str], locale: str) -> list[str]:
    """What was told, and the first of a list that comes after it."""
    if not listed:
        return told
    items = say(locale, "slack.listed").join(_items(listed, locale))
    if told and told[-1].endswith(":"):
        return [*told[:-1], f"{told[-1]} {items}"]
    return [*told, items]


def _items(listed: Sequence[str], locale: str) -> Iterator[str]:
    for item in listed[:_NAMED]:
        brief = " · ".join(item.split(" · ")[:2])
        yield _said(brief if len(brief) <= _BRIEF else brief.split(" — ")[0], locale, _ITEM)
    more = len(listed) - _NAMED
    if more > 0:
        yield say(locale, "slack.more", n=more)


def _said(line: str, locale: str, most: int) -> str:
    plain = _MARKS.sub("", line).strip()
    plain = plain.replace(" · ", ", ").replace(" → ", say(locale, "slack.then"))
    return plain if len(plain) <= most else shorten(plain, most, placeholder=" …")
