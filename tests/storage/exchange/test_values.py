"""Cells of each kind: what is read, into what, and what is refused."""

from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.exchange.faults import Fault
from storage.exchange.layout import Column
from storage.exchange.stages import Stage, Stages
from storage.exchange.values import Values, amount, shown_amount

VALUES = Values(ZoneInfo("Europe/Paris"), Stages({"Discovery": Stage(7, 2, "open")}))

GOOD = [
    (Column("x"), "  two words ", "two words"),
    (Column("x"), "   ", None),
    (Column("x", "email"), "Alice@Veridia.example", "alice@veridia.example"),
    (Column("x", "choice", choices=("call", "demo")), "Demo", "demo"),
    (Column("x", "choice", choices=("sales",), empty=""), " ", ""),
    (Column("x", "date"), "2024-02-29", "2024-02-29"),
    (Column("x", "date"), "9999-12-31", "9999-12-31"),
    (Column("x", "amount"), "-12.5", -125_000),
    (Column("x", "amount"), "+.5", 5_000),
    (Column("x", "amount"), "7.", 70_000),
    (Column("x", "ratio"), "1", 1.0),
    (Column("x", "ratio"), "0.0", 0.0),
    (Column("x", "whole"), "-3", -3),
    (Column("x", "boolean"), "TRUE", True),
    (Column("x", "currency"), "eur", "EUR"),
    (Column("x", "country"), "fr", "FR"),
    (Column("x", "country"), "France", "France"),
    (Column("x", "time_zone"), "America/New_York", "America/New_York"),
    (Column("x", "locale"), "fr-CH", "fr"),
    (Column("x", "stage"), "Discovery", 7),
    (Column("x", "reference", refers="people"), "ALICE@x", "alice@x"),
    (Column("x", "reference", refers="accounts"), "A1", "A1"),
]
BAD = [
    (Column("x", required=True), "  ", "empty"),
    (Column("x", "date"), "2023-02-29", "not_a_date"),
    (Column("x", "date"), "2026-1-1", "not_a_date"),
    (Column("x", "date"), "2026-W01-1", "not_a_date"),
    (Column("x", "date"), "٢٠٢٦-٠١-٠١", "not_a_date"),
    (Column("x", "date"), "2026-01-01T00:00:00", "not_a_date"),
    (Column("x", "amount"), "1,5", "not_an_amount"),
    (Column("x", "amount"), "€5", "not_an_amount"),
    (Column("x", "amount"), "0x10", "not_an_amount"),
    (Column("x", "amount"), "١٢", "not_an_amount"),
    (Column("x", "amount"), "10000000000000", "too_large"),
    (Column("x", "amount", no_negative=True), "-0.01", "negative"),
    (Column("x", "ratio"), "1.0001", "not_a_ratio"),
    (Column("x", "ratio"), "15%", "not_a_number"),
    (Column("x", "number"), "Infinity", "not_a_number"),
    (Column("x", "whole"), "3000000000", "too_large"),
    (Column("x", "whole"), "1.0", "not_a_whole_number"),
    (Column("x", "boolean"), "1", "not_a_boolean"),
    (Column("x", "currency"), "EU", "not_a_currency"),
    (Column("x", "time_zone"), "../etc/passwd", "not_a_time_zone"),
    (Column("x", "time_zone"), "Europe", "not_a_time_zone"),
    (Column("x", "stage"), "discovery", "unknown_stage"),
]


@pytest.mark.parametrize(("column", "text", "value"), GOOD)
def test_read(column: Column, text: str, value: object) -> None:
    assert VALUES.cell_reader(column)(text) == value
    (read,) = VALUES.column_reader(column)([text])
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(("column", "text", "code"), BAD)
def test_refused(column: Column, text: str, code: str) -> None:
    with pytest.raises(Fault, match=code):
        VALUES.cell_reader(column)(text)
    with pytest.raises(Fault, match=code):
        VALUES.column_reader(column)([text])


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=4))
def test_amounts_come_back_as_they_went_in(value: Decimal) -> None:
    units = amount(f"{value:f}")
    assert Decimal(units) == value * 10_000
    assert Decimal(shown_amount(units)) == value
    assert amount(shown_amount(units)) == units


def test_shown_amounts() -> None:
    shown = [shown_amount(units) for units in (0, 5_000, -15_000, 12_345, 1_000_000_000, -1)]
    assert shown == ["0.00", "0.50", "-1.50", "1.2345", "100000.00", "-0.0001"]


def test_caches_do_not_grow_without_bound() -> None:
    read = VALUES.column_reader(Column("x", "amount"))
    for start in range(0, 300_000, 10_000):
        read([str(n) for n in range(start, start + 10_000)])
    assert read(["299999"]) == [2_999_990_000]
    cache = read.__closure__[0].cell_contents.__self__  # type: ignore[index]
    assert len(cache) <= 1 << 16
