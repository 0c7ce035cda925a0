"""Exchange rates into the reporting currency."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import (
    ColumnElement,
    Connection,
    Double,
    FromClause,
    Subquery,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
)

from storage.tables import exchange_rates
from tools.engine.memory import Memory
from tools.engine.period import Period
from tools.engine.version import Version

Valid = Sequence[tuple[date, float]]  # (valid_from, rate), oldest first


@dataclass(frozen=True)
class Rates:
    """Every known rate; the reporting currency (and an empty one) is 1."""

    reporting: str
    known: Mapping[str, Valid]

    def on(self, currency: str | None, day: date) -> float | None:
        """The rate valid on `day`, None where none is known."""
        if currency is None or currency == self.reporting:
            return 1.0
        valid = self.known.get(currency, ())
        place = bisect_right(valid, day, key=lambda entry: entry[0])
        return valid[place - 1][1] if place else None

    def expression(self, currency: ColumnElement[str], day: date) -> ColumnElement[float]:
        """The rate on `day` of a currency column; null where none is known."""
        return _expression(
            currency, tuple((c, self.on(c, day)) for c in self.known), self.reporting
        )

    def joined(
        self,
        source: FromClause,
        currency: ColumnElement[str],
        day: ColumnElement[date],
        period: Period,
    ) -> tuple[FromClause, ColumnElement[float]]:
        """The source with each row's rate on its own day in the period joined to it, and that
        rate: null where none is known. A join, since few warehouses look one row up for each
        row; of the period's rates alone, since few databases look them up by an index."""
        since = None if period.starts_on is None else self._valid_since(period.starts_on)
        v = (valid := _valid(since)).c
        still = or_(v.valid_until.is_(None), day < v.valid_until)
        found = source.outerjoin(valid, and_(v.currency == currency, v.valid_from <= day, still))
        home = _is_home(currency, self.reporting)
        return found, cast(case((home, literal(1.0)), else_=v.rate), Double)

    def _valid_since(self, day: date) -> date | None:
        """The day since when the oldest of the rates on `day` is valid."""
        on_day = (
            max((since for since, _ in valid if since <= day), default=None)
            for valid in self.known.values()
        )
        return min((since for since in on_day if since is not None), default=None)


@lru_cache(maxsize=64)
def _valid(since: date | None) -> Subquery:
    """All rates that are valid on that day or later, each with the day of the next."""
    r = exchange_rates.c
    next_from = func.lead(r.valid_from).over(partition_by=r.currency, order_by=r.valid_from)
    columns = (r.currency, r.rate, r.valid_from, next_from.label("valid_until"))
    within = () if since is None else (r.valid_from >= since,)
    return select(*columns).where(*within).subquery("valid_rates")


@lru_cache(maxsize=64)
def _expression(
    currency: ColumnElement[str], rates: Sequence[tuple[str, float | None]], reporting: str
) -> ColumnElement[float]:
    """The rate of a currency column; kept, as a fifth of the time of somebody's own figure goes
    into putting it together."""
    whens = [(currency == code, rate) for code, rate in rates if rate is not None]
    return cast(case((_is_home(currency, reporting), literal(1.0)), *whens, else_=None), Double)


def _is_home(currency: ColumnElement[str], reporting: str) -> ColumnElement[bool]:
    return currency.is_(None) | (currency == reporting)


_RATES: Memory[Rates] = Memory(most=16)


def rates_of(connection: Connection, reporting: str, version: Version | None) -> Rates:
    """All rates of the store: a small table, read whole, once for each import."""
    if version is None:
        return _read(connection, reporting)
    return _RATES.get((version, reporting), lambda: _read(connection, reporting))


def _read(connection: Connection, reporting: str) -> Rates:
    known: dict[str, list[tuple[date, float]]] = {}
    rows = connection.execute(
        select(exchange_rates).order_by(exchange_rates.c.currency, exchange_rates.c.valid_from)
    )
    for currency, valid_from, rate in rows:
        known.setdefault(currency, []).append((valid_from, rate))
    return Rates(reporting, known)
