"""What a part of a result is by its shape: a row, a kind of number, a name."""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal

from pydantic import BaseModel

from bot.agent.gate.clean import HIDDEN, hide
from bot.agent.gate.quantity import Kind
from bot.agent.gate.spelled import fractions_in, spelled_in
from bot.agent.gate.vocabulary import vocabulary

UNITS: dict[str, Kind] = {"money": "money", "money_per_day": "money", "count": "count",
                           "ratio": "ratio", "percent": "percent", "days": "days"}  # fmt: skip
_SHARES = re.compile(r"progress|expected|pace|probability|share|rate$|discount|weight")
_COUNTS = re.compile(r"^n$|(?<!dis)count|^shown$|^missing$")
_PLAIN_NUMBERS = re.compile(r"(?<![\d.,€$£])\d{1,4}(?![\d%€$£x]|[.,]\d| ?[%€$£])")
_PERIOD = re.compile(r"[qthsw]\d{1,2}|fy ?\d+", re.IGNORECASE)
_LARGE = 1000  # from here on a number in words is an amount: "Seven Seas" is a name


def items_of(found: object) -> Mapping[str, object] | None:
    """The fields of a model, dataclass or mapping; None for anything else."""
    if isinstance(found, BaseModel):
        return dict(found)
    if isinstance(found, Mapping):
        return {str(name): value for name, value in found.items()}
    if is_dataclass(found) and not isinstance(found, type):
        return {field.name: getattr(found, field.name) for field in fields(found)}
    return None


def kind_of(key: str, value: object, unit: str, currency: str | None) -> Kind:
    """What kind of number stands under a key, by the key, its type or its unit."""
    if _COUNTS.search(key):
        return "count"
    if _SHARES.search(key):
        return "percent"
    if isinstance(value, Decimal) or key == "amount":
        return "money"
    if unit in UNITS:
        return UNITS[unit]
    return "money" if currency and isinstance(value, float) else "any"


def says_a_number(name: str) -> bool:
    """Whether a name says a number and nothing else ("five million"), or an amount or a growth
    within other words: what is no name hides none."""
    words = vocabulary("en")
    for mention in (*spelled_in(name, words), *fractions_in(name, words)):
        if abs(mention.value) >= _LARGE or mention.kind in {"money", "percent", "multiple"}:
            return True
        name = hide(name, mention.start, mention.end)
    return not re.search(r"[^\W\d_]{3}", name) and HIDDEN in name


def maskable(name: str) -> bool:
    """Whether the numbers in a name are part of it, and no figure in disguise."""
    if len(name) < 2 or _PERIOD.fullmatch(name):
        return False
    if not any(letter.isdigit() for letter in name):
        return True
    if re.fullmatch(r"[a-z]{1,6}[-_]?\d+", name):
        return True
    return bool(re.search(r"[^\W\d_]{3}", name)) and not re.search(
        r"\d", _PLAIN_NUMBERS.sub("", name)
    )
