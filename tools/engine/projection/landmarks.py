"""What became of the deals that were open in past periods, gathered by what was known of them."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, and_, case, func, literal_column, select, type_coerce

from storage.tables import opportunities
from tools.engine.inquiry import Inquiry
from tools.engine.memory import Memory
from tools.engine.projection.features import (
    NAMES,
    Known,
    features,
    known,
    with_accounts,
)
from tools.engine.projection.horizon import Horizon
from tools.engine.projection.views import past_views

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
    return inquiry.company.version or (inquiry.connection.engine.url.render_as_string(),)


def histories(inquiry: Inquiry) -> Known:
    """What there is the history of, looked up once for each import."""
    return _KNOWN.get(version_of(inquiry), lambda: known(inquiry.connection))


def since(inquiry: Inquiry) -> date | None:
    """The day of the first opportunity, None without any."""

    def first() -> date | None:
        day: date | None = inquiry.connection.scalar(select(func.min(opportunities.c.created_on)))
        return day

    return _SINCE.get(version_of(inquiry), first)


def landmarks(inquiry: Inquiry, horizons: Sequence[Horizon]) -> list[Landmark]:
    """The company's deals open on the day of each horizon, by what was known of them: all, or in
    a store of many an even share of them. What was not looked at yet is read in one query."""
    about = (*version_of(inquiry), inquiry.today)
    keys = [(one, about) for one in horizons]
    return _SEEN.each(keys, lambda missing: _read(inquiry, [one for one, _ in missing]))


def _read(inquiry: Inquiry, horizons: Sequence[Horizon]) -> list[Landmark]:
    at, rows = past_views(replace(inquiry, conditions=(), by=None), horizons)
    o = opportunities.alias("fate")
    source = rows.source.outerjoin(o, o.c.pk == rows.columns["pk"])
    won = and_(o.c.kind == "won", o.c.closed_on.between(at.rest_from, at.ends_on))
    booked = type_coerce(o.c.amount, BigInteger) * o.c.closed_rate
    each = select(
        at.number.label("view"),
        *(e.label(name) for name, e in features(rows, at, histories(inquiry)).items()),
        case((won, 1), else_=0).label("won"),
        func.coalesce(rows.money, 0.0).label("money"),
        case((won, func.coalesce(booked, 0.0)), else_=0.0).label("booked"),
    ).select_from(with_accounts(source, rows))
    pk, every = rows.columns["pk"], _every(inquiry)
    taken = () if every == 1 else (pk - pk // every * every == 0,)  # a remainder, in any dialect
    deal = each.where(*taken, *rows.conditions).subquery()
    *by, is_won, money, fetched = deal.c
    sums = (func.count(), *map(func.sum, (is_won, money, money * money, fetched)))
    found: list[list[Cell]] = [[] for _ in horizons]
    query = select(*by, *sums).group_by(*by).order_by(*by)
    for number, *values in inquiry.connection.execute(query):
        known_of, (deals, won_of, *moneys) = values[: len(NAMES)], values[len(NAMES) :]
        cell = Cell(tuple(known_of), int(deals), int(won_of), *map(float, moneys))
        found[number].append(cell)
    return list(found)


def _every(inquiry: Inquiry) -> int:
    """Of how many deals one is looked at: of the open ones of a day some thousand are enough."""

    def share() -> int:
        is_open = opportunities.c.kind == literal_column("'open'")
        number = inquiry.connection.scalar(select(func.count()).where(is_open)) or 0
        return max(1, int(number) // ENOUGH)

    return _SHARES.get(version_of(inquiry), share)
