"""Deals added up by the month in which they close: for the company, and by whose they are."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    FromClause,
    Select,
    Table,
    case,
    cast,
    delete,
    func,
    insert,
    literal,
    select,
)

from storage.bulk import Bulk
from storage.tables import accounts, company_months, opportunities, owner_months, stages

_O = opportunities.c
_OF_COMPANY = (accounts.c.segment, _O.stage_pk, _O.forecast_category)
_OF_OWNER = (_O.owner_pk,)
_KEYS = {company_months: _OF_COMPANY, owner_months: _OF_OWNER}


def refresh(bulk: Bulk) -> None:
    """Adds all up anew: one pass for each of the two."""
    for table, key in _KEYS.items():
        bulk.connection.execute(delete(table))
        _fill(bulk.connection, table, _sums(bulk.connection, key))
        bulk.analyze(table)


def add_deal(connection: Connection, pk: int, times: int) -> None:
    """Counts one deal as it stands now once more (1), or once less (-1)."""
    for table, key in _KEYS.items():
        _fill(connection, table, _sums(connection, key, times).where(_O.pk == pk))


def _fill(connection: Connection, table: Table, sums: Select[Any]) -> None:
    connection.execute(insert(table).from_select([c.name for c in table.c], sums))


def _sums(connection: Connection, key: Sequence[ColumnElement[Any]], times: int = 1) -> Select[Any]:
    closes_on = case((_O.kind == "open", _O.close_on), else_=_O.closed_on)
    month = _month(connection, closes_on)
    groups = (_O.kind, month, *key, _O.currency)
    amount = cast(_O.amount, company_months.c.amount.type)  # plain: Money would give decimals
    open_odds = case((_O.kind == "open", func.coalesce(_O.probability, stages.c.probability)))
    rated = func.count(amount * _O.closed_rate)
    unrated = case((_O.kind == "open", 0), else_=func.count(amount) - rated)
    sums = (
        func.count(),
        func.count(amount),
        func.sum(amount),
        func.sum(amount * _O.closed_rate),
        unrated,
        func.count(open_odds),
        func.sum(amount * open_odds),
    )
    signed = (total * literal(times) for total in sums)
    # By the key first, so that SQLite walks an index of owners and sorts little at a time.
    in_order = (*key, _O.kind, month, _O.currency)
    return select(*groups, *signed).select_from(_deals()).group_by(*in_order)


def _deals() -> FromClause:
    of_accounts = opportunities.outerjoin(accounts, accounts.c.pk == _O.account_pk)
    return of_accounts.outerjoin(stages, stages.c.pk == _O.stage_pk)


def _month(connection: Connection, day: ColumnElement[Any]) -> ColumnElement[Any]:
    """Its first day."""
    if connection.dialect.name == "sqlite":
        return func.substr(day, 1, 8) + "01"  # of YYYY-MM-DD
    return cast(func.date_trunc("month", day), Date)
