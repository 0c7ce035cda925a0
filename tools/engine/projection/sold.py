"""What was won in the periods of horizons: by the day of each, in the end, and of deals that were
not there yet."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select

from tools.engine.everybody import Everybody, of_company
from tools.engine.facts.deals import won_deals
from tools.engine.filtering import matching
from tools.engine.inquiry import Inquiry
from tools.engine.measure import TOTAL
from tools.engine.memory import Memory
from tools.engine.projection.grouping import keyed, labels_of
from tools.engine.projection.horizon import Horizon
from tools.engine.projection.views import views
from tools.engine.refusal import Declined


@dataclass(frozen=True)
class Sold:
    """Of one group and period; money in ten-thousandths of the reporting currency."""

    booked: float = 0.0  # in the whole period
    won: int = 0
    signed: float = 0.0  # by the day of the horizon
    signed_won: int = 0
    came: float = 0.0  # after it, of deals that were created after it

    @property
    def columns(self) -> tuple[float, int, float, int, float]:
        """All of it, in order."""
        return self.booked, self.won, self.signed, self.signed_won, self.came

    def by_day(self, *, is_present: bool) -> tuple[float, int]:
        """What is won by the day of the horizon, and how many deals that is: as of the present
        all of it."""
        return (self.booked, self.won) if is_present else (self.signed, self.signed_won)

    def __add__(self, other: "Sold") -> "Sold":
        return _sum((self, other))


NOTHING = Sold()
Groups = Mapping[str | None, Sold]
_KEPT: Memory[Groups] = Memory(most=50_000, size=len)  # groups, a third of a kibibyte each


def sold(inquiry: Inquiry, horizons: Sequence[Horizon]) -> list[Groups]:
    """Group by group, for each horizon, in one query, once for each import. Raises Declined where
    a rate is missing."""
    shared = inquiry.everybody
    if shared is not None and shared.knows(inquiry):
        with suppress(Declined):  # one deal without a rate refuses those who see it, not all
            return _added_up(shared, inquiry, horizons)
    if inquiry.data is None:
        return _sold(inquiry, horizons)
    whose = (inquiry.scope, tuple(inquiry.conditions), inquiry.by, inquiry.as_of)
    keys = [(one, inquiry.data, whose) for one in horizons]
    return _KEPT.each(keys, lambda missing: _sold(inquiry, [one for one, *_ in missing]))


def _added_up(shared: Everybody, inquiry: Inquiry, horizons: Sequence[Horizon]) -> list[Groups]:
    """The same from what everybody sold."""

    def of_everybody(missing: Sequence[Horizon]) -> list[Groups]:
        return _sold(replace(of_company(inquiry), by="rep"), missing)

    members = [one.email for one in shared.members(inquiry.connection, inquiry.scope)]
    each = shared.each(("sold", inquiry.as_of), horizons, of_everybody)
    return [{TOTAL: _sum(sold_by[one] for one in members if one in sold_by)} for sold_by in each]


def _sum(parts: Iterable[Sold]) -> Sold:
    columns = zip(*(one.columns for one in parts), strict=True)
    return Sold(*(sum(column) for column in columns))


def _sold(inquiry: Inquiry, horizons: Sequence[Horizon]) -> list[Groups]:
    found = inquiry.connection.execute(_query(inquiry, horizons)).all()
    if any(row.unconverted for row in found):
        raise Declined("no_exchange_rate")
    labels = labels_of(inquiry, {row.key for row in found})
    groups: list[dict[str | None, Sold]] = [{} for _ in horizons]
    for number, key, _, booked, won, signed, signed_won, came in found:
        of, label = groups[number], labels.get(key)
        one = Sold(float(booked), int(won), float(signed), int(signed_won), float(came))
        of[label] = of[label] + one if label in of else one
    return list(groups)


def _query(inquiry: Inquiry, horizons: Sequence[Horizon]) -> Select[Any]:
    at, rows = views(horizons), won_deals(inquiry)
    source, key = keyed(inquiry, rows)
    closed_on, created_on = rows.columns["closed_on"], rows.columns["created_on"]
    money = func.coalesce(rows.money, 0.0)

    def of(which: ColumnElement[bool], value: object) -> ColumnElement[float]:
        return func.sum(case((which, value), else_=0))

    signed = closed_on <= at.day
    came = and_(closed_on >= at.rest_from, created_on > at.day)
    return (
        select(
            at.number,
            key.label("key"),
            (func.count(rows.amount) - func.count(rows.money)).label("unconverted"),
            func.sum(money),
            func.count(),
            of(signed, money),
            of(signed, 1),
            of(came, money),
        )
        .select_from(source.join(at.table, closed_on.between(at.starts_on, at.ends_on)))
        .where(matching(inquiry, rows))
        .group_by(at.number, *(() if inquiry.by is None else (key,)))
    )
