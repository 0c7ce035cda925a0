"""What was won in the periods of horizons: by the day of each, in the end, and of deals that were
not there yet."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select

from tools.engine.facts.deals import won_deals
from tools.engine.filtering import matching
from tools.engine.inquiry import Inquiry
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

    def __add__(self, other: "Sold") -> "Sold":
        return Sold(*map(sum, zip(astuple(self), astuple(other), strict=True)))


NOTHING = Sold()
Groups = Mapping[str | None, Sold]


def sold(inquiry: Inquiry, horizons: Sequence[Horizon]) -> list[Groups]:
    """Group by group, for each horizon, in one query. Raises Declined where a rate is missing."""
    found = inquiry.connection.execute(_query(inquiry, horizons)).all()
    if any(row.unconverted for row in found):
        raise Declined("no_exchange_rate")
    labels = labels_of(inquiry, {row.key for row in found})
    groups: list[dict[str | None, Sold]] = [{} for _ in horizons]
    for number, key, _, booked, won, signed, signed_won, came in found:
        of, label = groups[number], labels.get(key)
        one = Sold(float(booked), int(won), float(signed), int(signed_won), float(came))
        of[label] = of.get(label, NOTHING) + one
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
