"""Moves stored rows to their day in the company's time zone, when that zone changes."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, Column, ColumnElement, Table, select, tuple_, type_coerce

from storage.bulk import Bulk
from storage.exchange.instants import Instants
from storage.exchange.layout import FILES
from storage.tables import metadata
from storage.types import Instant

_PAGE = 10_000  # rows


def settle_days(bulk: Bulk, instants: Instants) -> None:
    """Gives every row with an instant the local day that is due now."""
    for file in FILES:
        if file.day_of:
            table = metadata.tables[file.name]
            moment, day = (table.c[name] for name in file.day_of)
            _settle(bulk, table, moment, day, instants)


def _settle(
    bulk: Bulk, table: Table, moment: Column[Any], day: Column[Any], instants: Instants
) -> None:
    keys = [_plain(column) for column in table.primary_key]
    query = select(*keys, _plain(moment), day).order_by(*keys).limit(_PAGE)
    rows = bulk.connection.execute(query).all()
    while rows:
        due = [instants.day(row[-2]) for row in rows]
        changed = [i for i, row in enumerate(rows) if str(row[-1]) != due[i]]
        if changed:
            found = zip(*(rows[i][: len(keys)] for i in changed), strict=True)
            names = (column.name for column in table.primary_key)
            bulk.update(
                table,
                dict(zip(names, found, strict=True)),
                {day.name: [due[i] for i in changed]},
            )
        rows = _after(bulk, query, keys, rows[-1])


def _after(bulk: Bulk, query: Any, keys: list[ColumnElement[Any]], last: Any) -> Sequence[Any]:  # noqa: ANN401
    return bulk.connection.execute(query.where(tuple_(*keys) > tuple_(*last[: len(keys)]))).all()


def _plain(column: Column[Any]) -> ColumnElement[Any]:
    """Instants as the numbers they are kept as."""
    return type_coerce(column, BigInteger) if isinstance(column.type, Instant) else column
