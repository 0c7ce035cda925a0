"""What became of the deals that were open in past periods, gathered by what was known of them."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, Connection, and_, case, func, literal_column, select, type_coerce

from storage.tables import imports, opportunities
from tools.engine.facts.called import is_in_forecast
from tools.engine.facts.deals import past_deals
from tools.engine.facts.past import stood
from tools.engine.inquiry import Inquiry
from tools.engine.projection.features import (
    Known,
    features,
    known,
    with_accounts,
)
from tools.engine.projection.horizon import Horizon
from tools.engine.projection.memory import Memory

Features = tuple[Any, ...]
ENOUGH = 5_000  # open deals of a day to learn from: eight times as many over all past periods


@dataclass(frozen=True)
class Cell:
    """Deals of which the same was known. Money in ten-thousandths of the reporting currency:
    what they stood at, its squares, and what was booked of them in the period."""

    features: Features
    deals: int
    won: int
    money: float
    squares: float
    booked: float


Landmark = Sequence[Cell]
_SEEN: Memory[Landmark] = Memory(most=256)
_KNOWN: Memory[Known] = Memory(most=16)
_SHARES: Memory[int] = Memory(most=16)
_SINCE: Memory[date | None] = Memory(most=16)


def version_of(inquiry: Inquiry) -> tuple[Hashable, ...]:
    """The store and the import that brought its data: what is learnt holds as long as both."""
    connection = inquiry.connection
    latest = select(func.max(imports.c.pk), func.max(imports.c.finished_at))
    return connection.engine.url.render_as_string(), *connection.execute(latest).one()


def histories(inquiry: Inquiry) -> Known:
    """What there is the history of, looked up once for each import."""
    return _KNOWN.get(version_of(inquiry), lambda: known(inquiry.connection))


def since(inquiry: Inquiry) -> date | None:
    """The day of the first opportunity, None without any."""

    def first() -> date | None:
        day: date | None = inquiry.connection.scalar(select(func.min(opportunities.c.created_on)))
        return day

    return _SINCE.get(version_of(inquiry), first)


def landmark(inquiry: Inquiry, horizon: Horizon) -> Landmark:
    """The company's deals open on the day of the horizon, by what was known of them: all, or in
    a store of many an even share of them."""
    key = (*version_of(inquiry), horizon, inquiry.today)
    return _SEEN.get(key, lambda: _read(inquiry, horizon))


def _read(inquiry: Inquiry, horizon: Horizon) -> Landmark:
    rows = past_deals(replace(inquiry, conditions=(), by=None), stood(horizon.day))
    o = opportunities.alias("fate")
    source = rows.source.outerjoin(o, o.c.pk == rows.columns["pk"])
    won = and_(o.c.kind == "won", o.c.closed_on.between(*horizon.rest))
    booked = type_coerce(o.c.amount, BigInteger) * o.c.closed_rate
    each = select(
        *(e.label(name) for name, e in features(rows, horizon, histories(inquiry)).items()),
        case((won, 1), else_=0).label("won"),
        func.coalesce(rows.money, 0.0).label("money"),
        case((won, func.coalesce(booked, 0.0)), else_=0.0).label("booked"),
    ).select_from(with_accounts(source, rows))
    pk, every = rows.columns["pk"], _every(inquiry)
    taken = () if every == 1 else (pk - pk // every * every == 0,)  # a remainder, in any dialect
    deal = each.where(*rows.conditions, is_in_forecast(rows), *taken).subquery()
    *by, is_won, money, fetched = deal.c
    sums = (func.count(), *map(func.sum, (is_won, money, money * money, fetched)))
    return _cells(inquiry.connection, select(*by, *sums).group_by(*by).order_by(*by))


def _every(inquiry: Inquiry) -> int:
    """Of how many deals one is looked at: of the open ones of a day some thousand are enough."""

    def share() -> int:
        is_open = opportunities.c.kind == literal_column("'open'")
        number = inquiry.connection.scalar(select(func.count()).where(is_open)) or 0
        return max(1, int(number) // ENOUGH)

    return _SHARES.get(version_of(inquiry), share)


def _cells(connection: Connection, query: Any) -> Landmark:  # noqa: ANN401 (of any columns)
    return [
        Cell(tuple(row[:-5]), int(row[-5]), int(row[-4]), *(float(value) for value in row[-3:]))
        for row in connection.execute(query)
    ]
