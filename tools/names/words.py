"""Words as they are compared: lower case, no accents, apostrophes and hyphens taken apart."""

import re
import unicodedata
from dataclasses import dataclass

_LIGATURES = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "’": "'", "‘": "'", "ʼ": "'", "´": "'"}
    | {"Œ": "oe", "Æ": "ae", "ẞ": "ss", "Ø": "o", "Ł": "l"}
)
_JOINED_DIGITS = re.compile(r"([a-z]{3,})(\d+)")
# "what's" -> what 's; "isn't" stays one word; "l'an" -> l an
_CONTRACTED = ("s", "m", "re", "ve", "ll", "d")
_ESCAPES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&lt;=": "<=", "&gt;=": ">="}  # Slack's

_PARTS = re.compile(
    r"""
    <(?P<entity>[@#!][^>|]*|mailto:[^>|]*)(?:\|(?P<label>[^>]*))?>   # Slack: people, channels
  | (?P<emoji>:[a-z+-][a-z0-9_+-]*:)
  | (?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)
  | (?P<range>\d{4}-\d{2}-\d{2}\.\.\d{4}-\d{2}-\d{2})
  | (?P<period>\d{4}[-\s]?[qhst][1-4]\b|\d{4}-w\d{2}\b|\d{4}-\d{2}-\d{2}\b|\d{4}-(?:0[1-9]|1[0-2])\b
      |(?:this|last|next)_[a-z0-9_]+|(?:year|quarter)_to_date)
  | (?P<date>\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})\b|\b\d{1,2}/\d{1,2}\b(?![/\d]))
  | (?P<money>[$€£]\s?)?
    (?P<number>\d{1,3}(?:[ \u00a0\u202f.,']\d{3})+(?:[.,]\d{1,2})?(?![\d])|\d+(?:[.,]\d+)?)
    (?:\s?(?P<unit>k€|m€|ke\b|me\b|k\b|mio\b|mn\b|m\b|%|md\b|bn\b|[kmb](?=[$€£]|eur|usd|gbp)))?
    (?P<after>\s?(?:[$€£](?!\d)|(?:eur|euros?|usd|gbp|dollars?)\b))?
    (?P<tail>[a-z]+)?
  | (?P<word>[^\W\d_][^\W_]*(?:'[^\W_]+)*'?)
  | (?P<escape>&(?:amp|lt|gt);=?)
  | (?P<dash>(?<=\s)[-–—→](?=[\s\d]))
  | (?P<symbol>>=|<=|=>|<=|!=|[<>=≥≤&+/,;%€$£#])
    """,
    re.VERBOSE,
)
_MULTIPLES = {"k": 1e3, "m": 1e6, "mn": 1e6, "mio": 1e6, "md": 1e9, "bn": 1e9, "b": 1e9}
_CURRENCIES = {"€": "EUR", "$": "USD", "£": "GBP"}
_CURRENCY_WORDS = {"eur": "EUR", "euro": "EUR", "usd": "USD", "dollar": "USD", "gbp": "GBP"}


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text: as typed, as compared, and what it is when it is no plain word.

    `kind` is word, number, entity, email, period (a token of the contract), date or symbol.
    """

    raw: str
    text: str
    kind: str = "word"
    number: float | None = None
    currency: str | None = None
    unit: str | None = None


def fold(text: str) -> str:
    """Lower case without accents, ligatures, control and invisible characters."""
    if text.isascii():
        return text.lower()
    text = text.translate(_LIGATURES)
    decomposed = unicodedata.normalize("NFKD", text)
    return _DROPPED.sub("", decomposed).lower()


# Accents that NFKD sets apart, soft hyphens, zero-width and direction marks: one pass of a
# pattern, as tens of thousands of names are folded on the way to a first answer.
_DROPPED = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


def words(text: str) -> list[str]:
    """The folded words of a phrase, as `tokens` would cut them; for names and vocabulary."""
    return [token.text for token in tokens(text) if token.kind != "symbol"]


def tokens(text: str) -> list[Token]:
    """The words, numbers, dates and signs of a text, in order; emoji and dots are dropped."""
    raw = unicodedata.normalize("NFC", text).replace("’", "'").replace("‘", "'")
    folded, places = _folded_with_places(raw)
    found: list[Token] = []
    for match in _PARTS.finditer(folded):
        begin, end = match.span()
        if begin < end:
            found.extend(_tokens_of(match, raw[places[begin] : places[end - 1] + 1]))
    return found


def _folded_with_places(raw: str) -> tuple[str, list[int]]:
    if raw.isascii():
        return raw.lower(), list(range(len(raw)))
    parts, places = [], []
    for place, character in enumerate(raw):
        folded = fold(character)
        parts.append(folded)
        places.extend([place] * len(folded))
    return "".join(parts), places


def _tokens_of(match: re.Match[str], raw: str) -> list[Token]:
    kind = match.lastgroup
    if kind == "dash":
        return [Token(raw, "-", "symbol")]
    if match.group() == ";":
        return [Token(raw, ",", "symbol")]
    if match["word"] is not None:
        return _word_tokens(raw, match["word"])
    if match["number"] is not None:
        return _number_tokens(match, raw)
    if match["entity"] is not None:
        return _entity(match, raw)
    if kind == "emoji":
        return []
    if kind == "escape":
        return [Token(raw, _ESCAPES.get(match.group(), "&"), "symbol")]
    return [Token(raw, match.group().replace(" ", ""), "period" if kind == "range" else kind or "")]


def _entity(match: re.Match[str], raw: str) -> list[Token]:
    entity = match["entity"]
    if entity.startswith("mailto:"):
        return [Token(raw, entity.removeprefix("mailto:"), "email")]
    if entity.startswith("@"):
        return [Token(raw, entity[1:].upper(), "entity")]
    return [Token(raw, entity, "symbol")]


def _word_tokens(raw: str, folded: str) -> list[Token]:
    if "'" in folded:
        return _apostrophe_tokens(raw, folded)
    joined = _JOINED_DIGITS.fullmatch(folded)
    if joined:
        digits = joined[2]
        letters = raw[: len(raw) - len(digits)]
        return [Token(letters, joined[1]), Token(digits, digits, "number", float(digits))]
    return [Token(raw, folded)]


def _apostrophe_tokens(raw: str, folded: str) -> list[Token]:
    head, _, tail = folded.rpartition("'")
    if tail == "t" and head.endswith("n"):
        return [Token(raw, folded.replace("'", ""))]
    if tail in _CONTRACTED:
        return [
            Token(raw[: len(raw) - len(tail) - 1], head),
            Token(raw[-len(tail) - 1 :], "'" + tail),
        ]
    pieces = [piece for piece in folded.split("'") if piece]
    raws = [piece for piece in raw.split("'") if piece]
    if len(raws) != len(pieces):
        raws = pieces
    if pieces[-2:] == ["aujourd", "hui"]:
        pieces[-2:], raws[-2:] = ["aujourdhui"], [raws[-2] + "'" + raws[-1]]
    return [_piece(r, p) for r, p in zip(raws, pieces, strict=True)]


def _piece(raw: str, folded: str) -> Token:
    return _number(raw, folded, float(folded)) if folded.isdecimal() else Token(raw, folded)


def _number_tokens(match: re.Match[str], raw: str) -> list[Token]:
    value = _value(match["number"])
    unit, tail = match["unit"], match["tail"]
    before, after = match["money"], match["after"]
    if tail and (unit or before or after):
        return [Token(raw, match.group())]
    if tail:
        # 3rd, 1er and 90j: what follows the number is a word of its own
        cut = len(raw) - len(tail)
        return [_number(raw[:cut], match["number"], value), Token(raw[cut:], tail, "tail")]
    currency = _currency(before, after, unit)
    letters = (unit or "").rstrip("€$£")
    letters = letters[0] if letters in {"ke", "me"} else letters
    if letters == "%":
        return [Token(raw, match.group(), "number", value / 100, None, "%")]
    scaled = value * _MULTIPLES.get(letters, 1)
    named = letters or None
    return [Token(raw, match["number"], "number", scaled, currency, named)]


def _number(raw: str, text: str, value: float) -> Token:
    return Token(raw, text, "number", value)


def _currency(before: str | None, after: str | None, unit: str | None) -> str | None:
    if before:
        return _CURRENCIES[before.strip()]
    if after:
        word = after.strip()
        return _CURRENCIES.get(word) or _CURRENCY_WORDS[word.removesuffix("s")]
    return "EUR" if unit and (unit.endswith("€") or unit in {"ke", "me"}) else None


def _value(text: str) -> float:
    plain = re.sub(r"[ \u00a0\u202f']", "", text)
    grouped = re.fullmatch(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:[.,]\d{1,2})?", plain)
    if grouped:
        separator = grouped[1]
        return float(plain.replace(separator, "").replace(",", "."))
    return float(plain.replace(",", "."))


_KEY = re.compile(r"[^\W_]+")


def key(text: str) -> str:
    """A name as it is looked up: its folded letters and digits, one space between words."""
    return " ".join(_KEY.findall(fold(text)))
