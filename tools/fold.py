"""Folding: the form in which two spellings of one name are the same."""

import unicodedata


def fold(text: str) -> str:
    """Lower case, without accents, blanks collapsed: « Éric  LE GALL » is "eric le gall"."""
    if text.isascii():  # most of what is said: several times as fast
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
