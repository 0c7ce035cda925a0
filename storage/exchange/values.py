"""Reads one cell: text of the exchange format in, the value the store keeps out.

Values are plain `str`, `int`, `float`, `bool` and None, the same on every database:
money in ten-thousandths, instants in microseconds since 1970, days as `YYYY-MM-DD`.
Each reader is called once a cell, so what repeats is read once and remembered, in caches
of bounded size.
"""

import math
import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from storage.exchange.faults import Fault
from storage.exchange.instants import Instants
from storage.exchange.layout import CATEGORIES, Column
from storage.exchange.stages import Stages
from storage.types import to_units

Value = str | int | float | bool | None
Read = Callable[[str], Value]
ReadColumn = Callable[[Sequence[str]], list[Any]]

_REMEMBERED = 1 << 16
_DECIMAL = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,2})?", re.ASCII)
_WHOLE = re.compile(r"[+-]?\d{1,18}", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+")
_CURRENCY = re.compile(r"[A-Za-z]{3}", re.ASCII)
_LOCALE = re.compile(r"(en|fr)([-_][A-Za-z]{2})?", re.IGNORECASE)
_EARLIEST = 1900  # an earlier year is a slip of the pen
_LARGEST_AMOUNT = Decimal(10) ** 13
_LARGEST_WHOLE = 2**31 - 1
_BOOLEANS = {"true": True, "false": False}


class _Remembering(dict[str, Value]):
    """A cache that reads what it lacks, and starts afresh when it is full."""

    def __init__(self, read: Read) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, text: str) -> Value:
        value = self._read(text)
        if len(self) >= _REMEMBERED:
            self.clear()
        self[text] = value
        return value


class Values:
    """The readers of all kinds of columns, for one company's time zone and stages."""

    def __init__(self, zone: ZoneInfo, stages: Stages) -> None:
        self._zone = zone
        self.instants = Instants(zone)
        self.stages = stages
        self._told = {field: _Remembering(read) for field, read in _TOLD.items()}

    def __reduce__(self) -> tuple[type["Values"], tuple[ZoneInfo, Stages]]:
        return Values, (self._zone, self.stages)  # to another process go no caches

    def cell_reader(self, column: Column) -> Read:
        """The reader of one cell, which may be empty. It raises `Fault`."""
        read = self._of_kind(column)

        def cell(text: str) -> Value:
            text = text.strip()
            if text:
                return read(text)
            if column.required:
                raise Fault("empty")
            return column.empty

        return cell

    def column_reader(self, column: Column) -> ReadColumn:
        """The reader of many cells at once. It raises a `Fault` if one of them has any."""
        cell = self.cell_reader(column)
        if _repeats(column):
            remembered = _Remembering(cell).__getitem__
            return lambda cells: list(map(remembered, cells))
        # What hardly repeats is stripped first, at the speed of C; the reader sees what is left.
        read = None if self._of_kind(column) is str else self._of_kind(column)

        def stripped(cells: Sequence[str]) -> list[Any]:
            texts = list(map(str.strip, cells))
            if "" in texts:
                return list(map(cell, cells)) if read or column.required else _none_for_empty(texts)
            return list(map(read, texts)) if read else texts

        return stripped

    def told(self, field: str | None, text: str | None) -> Value:
        """The old or new value of a changed field, in the exchange format. It raises `Fault`."""
        return self._told[field][text] if field and text else None

    def _of_kind(self, column: Column) -> Read:
        match column.kind:
            case "choice":
                return _choice(column.choices)
            case "reference":
                return _email if column.refers == "people" else str
            case "amount" | "whole" if column.no_negative:
                return _not_below_zero(_READERS[column.kind])
            case "instant":
                return self.instants.read
            case "stage":
                return self.stages.pk
            case _:
                return _READERS.get(column.kind, str)


def _repeats(column: Column) -> bool:
    return column.kind not in {"text", "instant", "as_told"} and column.refers not in {
        "opportunities",
        "accounts",
    }


def _none_for_empty(texts: list[str]) -> list[str | None]:
    return [text or None for text in texts]


def _choice(choices: tuple[str, ...]) -> Read:
    def read(text: str) -> Value:
        value = text.lower()
        if value not in choices:
            raise Fault("not_in_list", choices=", ".join(choices))
        return value

    return read


def _not_below_zero(read: Callable[[str], Any]) -> Read:
    def checked(text: str) -> Value:
        value: Value = read(text)
        if isinstance(value, int) and value < 0:
            raise Fault("negative")
        return value

    return checked


def _email(text: str) -> str:
    return text.lower()


def _own_email(text: str) -> str:
    if not _EMAIL.fullmatch(text):
        raise Fault("not_an_email")
    return text.lower()


def _date(text: str) -> str:
    if _DATE.fullmatch(text):
        try:
            if date.fromisoformat(text).year >= _EARLIEST:
                return text
        except ValueError:
            pass
    raise Fault("not_a_date")


def _decimal(text: str, code: str) -> Decimal:
    if not _DECIMAL.fullmatch(text):
        raise Fault(code)
    return Decimal(text)


def amount(text: str) -> int:
    """Ten-thousandths, rounded half to even beyond the fourth decimal."""
    value = _decimal(text, "not_an_amount")
    if abs(value) >= _LARGEST_AMOUNT:
        raise Fault("too_large")
    return to_units(value)


def shown_amount(units: int) -> str:
    """An amount as the exchange format has it: a decimal point, two to four decimals."""
    whole, parts = divmod(abs(units), 10_000)
    decimals = f"{parts:04}"
    if decimals.endswith("00"):
        decimals = decimals[:2]
    return f"{'-' if units < 0 else ''}{whole}.{decimals}"


def _number(text: str) -> float:
    value = float(_decimal(text, "not_a_number"))
    if not math.isfinite(value):
        raise Fault("too_large")
    return value


def _rate(text: str) -> float:
    value = _number(text)
    if value <= 0:
        raise Fault("not_above_zero")
    return value


def _ratio(text: str) -> float:
    value = _number(text)
    if not 0 <= value <= 1:
        raise Fault("not_a_ratio")
    return value


def _whole(text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise Fault("not_a_whole_number")
    value = int(text)
    if abs(value) > _LARGEST_WHOLE:
        raise Fault("too_large")
    return value


def _boolean(text: str) -> bool:
    value = _BOOLEANS.get(text.lower())
    if value is None:
        raise Fault("not_a_boolean")
    return value


def currency(text: str) -> str:
    """An ISO 4217 code in capitals."""
    if not _CURRENCY.fullmatch(text):
        raise Fault("not_a_currency")
    return text.upper()


def _country(text: str) -> str:
    return text.upper() if len(text) == 2 else text


def time_zone(text: str) -> str:
    """An IANA time zone."""
    try:
        return ZoneInfo(text).key
    except (ValueError, OSError, KeyError) as error:  # ZoneInfo raises any of them
        raise Fault("not_a_time_zone") from error


def locale(text: str) -> str:
    """`en` or `fr`; a region behind it is dropped."""
    if not _LOCALE.fullmatch(text):
        raise Fault("not_in_list", choices="en, fr")
    return text[:2].lower()


_READERS: dict[str, Callable[[str], Any]] = {
    "email": _own_email,
    "date": _date,
    "amount": amount,
    "ratio": _ratio,
    "number": _number,
    "rate": _rate,
    "whole": _whole,
    "boolean": _boolean,
    "currency": currency,
    "country": _country,
    "time_zone": time_zone,
    "locale": locale,
}

_TOLD: dict[str, Read] = {
    "amount": lambda text: shown_amount(amount(text)),
    "close_on": _date,
    "forecast_category": _choice(tuple(CATEGORIES.split())),
    "owner_email": _email,
}
