"""Data inside Markdown: shown as it is, never as a heading, link, box or markup of its own."""

import re
from collections.abc import Iterable

LONGEST = 500  # characters of a quotation

# An underscore inside a word is no emphasis: names keep theirs.
_SIGNS = re.compile(r"([\\`*\[\]<>|~])|(?<!\w)(_)|(_)(?!\w)")


def plain(text: object) -> str:
    """Data on one line, its Markdown signs escaped."""
    return _SIGNS.sub(r"\\\g<0>", " ".join(str(text).split()))


def quoted(text: str, by: str) -> str:
    """Somebody's words as a quotation, the beginning of long ones, and whose they are."""
    shown = text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()} […]"
    return f"> « {plain(shown)} » — {plain(by)}"


class Ready(str):
    """Text that is Markdown already: not escaped again."""

    __slots__ = ()


def bullets(lines: Iterable[str]) -> Ready:
    """A list, a line each; a quotation stands by itself."""
    shown = [line if line.startswith(">") else f"- {line}" for line in lines]
    paragraphs: list[str] = []
    for line in shown:
        # Between a list and a quotation Markdown wants an empty line.
        apart = paragraphs and line.startswith(">")
        paragraphs.append(f"\n{line}" if apart else line)
    return Ready("\n".join(paragraphs))
