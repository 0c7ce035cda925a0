"""Data inside Markdown: shown as it is, never as a heading, link, box or markup of its own."""

import re

# An underscore inside a word is no emphasis: names keep theirs.
_SIGNS = re.compile(r"([\\`*\[\]<>|~])|(?<!\w)(_)|(_)(?!\w)")


def plain(text: object) -> str:
    """Data on one line, its Markdown signs escaped."""
    return _SIGNS.sub(r"\\\g<0>", " ".join(str(text).split()))


def quoted(text: str, by: str) -> str:
    """Somebody's words as a quotation, and whose they are."""
    return f"> « {plain(text)} » — {plain(by)}"
