"""Prose as its reader sees it: one way to write each digit, dash and space, and no markup."""

import re
import unicodedata
from html import unescape

HIDDEN = "\ufffc"  # stands for what has been read already; keeps every place where it was
_AS = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "−": "-", "‐": "-", "‑": "-", "—": "–", "×": "x", "⁄": "/"}
)
_MARKUP = re.compile(r"[*~`\\]|(?<=\d)_|_(?=\d)|(?<!\w)_|_(?!\w)")
_LETTERED = re.compile("[\u2160-\u2188]")  # numerals that normalization makes letters of
_NUMERAL = "\u2180"
_SYMBOLS = "ΣΔµΩ"


def plain(prose: str) -> str:
    """The text without entities, invisible characters, accents set on digits and emphasis."""
    said = _LETTERED.sub(_NUMERAL, unescape(unescape(prose)))
    text = unicodedata.normalize("NFKC", said)
    shown = "".join(_shown(letter) for letter in text)
    return _MARKUP.sub("", shown.translate(_AS))


def _shown(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind == "Zs" or letter == "\t":
        return " "
    if kind in {"Cf", "Mn", "Me", "Cc", "Co"} and letter != "\n":
        return ""
    digit = unicodedata.digit(letter, None)
    return letter if digit is None else str(digit)


def folded(text: str) -> str:
    """Small letters without accents, every letter in its place."""
    bare = (unicodedata.normalize("NFD", letter)[0] for letter in text)
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in bare)


def hide(text: str, start: int, end: int) -> str:
    """The text with one stretch read."""
    return text[:start] + HIDDEN * (end - start) + text[end:]


def strange(text: str) -> list[str]:
    """Letters of other scripts and numerals that are no digits: nobody can say what they say."""
    return [
        letter
        for letter in text
        if not letter.isascii() and letter not in _SYMBOLS and _unreadable(letter)
    ]


def _unreadable(letter: str) -> bool:
    if unicodedata.numeric(letter, None) is not None:
        return True
    foreign = not unicodedata.name(letter, "").startswith(("LATIN", "FEMININE", "MASCULINE"))
    return letter.isalpha() and foreign
