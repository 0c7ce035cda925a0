"""Text as it can be kept: what no database and no terminal takes is left out."""

import re

# Control characters but tab and line breaks (PostgreSQL keeps no NUL, a terminal obeys escapes),
# and halves of characters, which have no encoding.
_ILLEGIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def legible(text: str) -> str:
    """The text with a blank for each such character."""
    return _ILLEGIBLE.sub(" ", text)
