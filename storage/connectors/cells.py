"""Turns foreign cells into cells of the exchange format, as a mapping's rule says."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from storage.connectors.mapping_model import Rule, Writing
from storage.exchange.faults import Fault
from storage.exchange.layout import Column

Change = Callable[[str], str]

_NUMERIC = {"amount", "ratio", "number", "rate", "whole"}
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_ISO_LOCAL = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d(:\d\d(\.\d+)?)?", re.ASCII)
_NO_LETTER = re.compile(r"[^a-z0-9]+")


def cell_of(value: Any) -> str:  # noqa: ANN401 (whatever TOML or Excel holds)
    """A typed value as the exchange format writes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        midnight = not (value.hour or value.minute or value.second or value.microsecond)
        return value.date().isoformat() if midnight else value.isoformat()
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def change_of(rule: Rule, column: Column, writing: Writing) -> Change:
    """What the rule makes of a foreign cell, or of several joined; it raises `Fault`."""
    steps: list[Change] = [swap_of(rule)] if len(rule.sources) == 1 else []
    if rule.email_at:
        steps.append(_email_at(rule.email_at))
    if column.kind in _NUMERIC:
        steps.append(_number(column, writing, rule.scale))
    elif column.kind in {"date", "instant"}:
        steps.append(_moment(column, writing.dates))
    default = cell_of(rule.default)

    def change(cell: str) -> str:
        text = cell.strip()
        for step in steps:
            if text:
                text = step(text)
        return text or default

    return change


def joined(cells: Sequence[str], join: str) -> str:
    """The cells that are not empty, as one."""
    return join.join(filter(None, cells))


def swap_of(rule: Rule) -> Change:
    """The rule's own word for what stands in a foreign cell."""
    values = {name: cell_of(value) for name, value in rule.values.items()}
    if rule.other is None:
        return lambda text: values.get(text, text)
    other = cell_of(rule.other)
    return lambda text: values.get(text, other) if text else text


def _email_at(domain: str) -> Change:
    def email(name: str) -> str:
        plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
        return f"{_NO_LETTER.sub('.', plain).strip('.')}@{domain}"

    return email


def _number(column: Column, writing: Writing, scale: float | None) -> Change:
    """Numbers with currency signs, blanks and separators, written as the mapping says.

    What is written otherwise is refused: read by other rules, 1.234 would become another number.
    """
    point, group = re.escape(writing.decimal), re.escape(writing.thousands)
    grouped = rf"\d{{1,3}}(?:{group}\d{{3}})+|" if writing.thousands else ""
    number = re.compile(rf"([+-]?)({grouped}\d+)(?:{point}(\d+))?", re.ASCII)

    def read(text: str) -> str:
        bare = "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Sc")
        percent = column.kind == "ratio" and bare.endswith("%")
        found = number.fullmatch(bare.removesuffix("%") if percent else bare)
        if not found:
            code = "not_an_amount" if column.kind == "amount" else "not_a_number"
            raise Fault(code, text=text)
        sign, whole, decimals = found.groups()
        if writing.thousands:
            whole = whole.replace(writing.thousands, "")
        plain = f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}"
        factor = Decimal("0.01") if percent else Decimal(str(scale)) if scale else None
        return f"{Decimal(plain) * factor:f}" if factor else plain

    return read


def _moment(column: Column, formats: Sequence[str]) -> Change:
    """Days and instants in one of the formats; what is in none stays as it is."""
    is_day = column.kind == "date"

    def read(text: str) -> str:
        if _ISO_DATE.fullmatch(text):
            return text
        if is_day and (local := _ISO_LOCAL.fullmatch(text)):
            return local[1]
        for form in formats:
            try:
                moment = datetime.strptime(text, form)
            except ValueError:
                continue
            return moment.date().isoformat() if is_day else moment.isoformat()
        return text

    return read
