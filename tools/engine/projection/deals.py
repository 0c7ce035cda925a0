"""The open deals of an inquiry, with their money and what is known of them, group by group."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from sqlalchemy import Select, Subquery, and_, case, func, literal, or_, select, true

from tools.engine.facts.called import in_forecast
from tools.engine.facts.deals import with_odds
from tools.engine.filtering import matching
from tools.engine.inquiry import Inquiry
from tools.engine.projection.features import NAMES, features, with_accounts
from tools.engine.projection.grouping import keyed, labels_of
from tools.engine.projection.horizon import Horizon
from tools.engine.projection.landmarks import Features, histories
from tools.engine.projection.outlook import ONE_BY_ONE
from tools.engine.projection.views import Views, past_views, views
from tools.engine.refusal import Declined
from tools.engine.rows import Rows


class Pile(NamedTuple):
    """Deals that count together: one of the largest, or all others of which the same is known.

    `first` is the smallest key of theirs. Money in ten-thousandths of the reporting currency, and
    the sum of its squares; `weighted` and `luck`: its mean and variance by the CRM's weights of
    what is due by the end of the period, the others counting nothing.
    """

    features: Features
    first: int
    money: float
    squares: float
    weighted: float
    luck: float


@dataclass
class Group:
    """Open deals: the largest one by one, the others in piles; how many are `due` within the
    period."""

    largest: list[Pile] = field(default_factory=list)
    rest: list[Pile] = field(default_factory=list)
    due: int = 0

    def settle(self) -> None:
        """Keeps the largest of all as they are, where groups of several keys came together."""
        self.largest.sort(key=lambda pile: (-pile.money, pile.first))
        self.rest += self.largest[ONE_BY_ONE:]
        del self.largest[ONE_BY_ONE:]


Groups = dict[str | None, Group]


def opened(inquiry: Inquiry, horizons: Sequence[Horizon], *, weighed: bool) -> list[Groups]:
    """Those open on the day of each horizon, in one query: now, where it is that of today alone,
    or as they stood. The CRM's weights are looked up where they are needed. Raises Declined where
    a currency has no rate."""
    query = _piled(_each(inquiry, horizons, weighed=weighed).subquery("each"))
    found = inquiry.connection.execute(query).all()
    if any(row.unconverted for row in found):
        raise Declined("no_exchange_rate")
    labels = labels_of(inquiry, {row.key for row in found})
    groups: list[Groups] = [{} for _ in horizons]
    for number, key, place, due, _, first, *sums_and_known in found:
        group = groups[number].setdefault(labels.get(key), Group())
        sums, known = sums_and_known[:_SUMS], sums_and_known[_SUMS:]
        pile = Pile(tuple(known), first, *map(float, sums))
        (group.largest if place <= ONE_BY_ONE else group.rest).append(pile)
        group.due += due
    for group in (group for of in groups for group in of.values()):
        group.settle()
    return groups


_SUMS = 4


def _piled(each: Subquery) -> Select[Any]:
    """The largest of each group by their place, the others under the place after these."""
    c = each.c
    known = [c[name] for name in NAMES]
    place = case((c.place <= ONE_BY_ONE, c.place), else_=ONE_BY_ONE + 1).label("place")
    first = func.min(c.pk).label("first")
    squares = c.money * c.money
    piled = (c.money, squares, c.money * c.weight, squares * c.weight * (1 - c.weight))
    sums = (func.sum(c.is_due), func.sum(c.unconverted).label("unconverted"))
    return (
        select(c.number, c.key, place, *sums, first, *map(func.sum, piled), *known)
        .group_by(c.number, c.key, place, *known)
        .order_by(first)  # in one order, so that draws fall on the same deals each time
    )


def _each(inquiry: Inquiry, horizons: Sequence[Horizon], *, weighed: bool) -> Select[Any]:
    at, rows = _seen(inquiry, horizons)
    source, key = keyed(inquiry, rows)
    pk, close_on = rows.columns["pk"], rows.columns["close_on"]
    money, units = (literal(None) if v is None else v for v in (rows.money, rows.amount))
    due = close_on.between(at.starts_on, at.ends_on)
    by_end = case((or_(due, close_on <= at.day), rows.columns["probability"]))
    place = func.row_number().over(
        partition_by=(at.number, key), order_by=(func.coalesce(money, 0.0).desc(), pk)
    )
    columns = {
        "number": at.number,
        "key": key,
        "place": place,
        "pk": pk,
        "money": func.coalesce(money, 0.0),
        "unconverted": case((and_(money.is_(None), units.is_not(None)), 1), else_=0),
        "is_due": case((due, 1), else_=0),
        "weight": func.coalesce(by_end, 0.0) if weighed else literal(0.0),
        **features(rows, at, histories(inquiry)),
    }
    return (
        select(*(value.label(name) for name, value in columns.items()))
        .select_from(with_accounts(source, rows))
        .where(matching(inquiry, rows))
    )


def _seen(inquiry: Inquiry, horizons: Sequence[Horizon]) -> tuple[Views, Rows]:
    if inquiry.as_of or [one.day for one in horizons] != [inquiry.today]:
        at, rows = past_views(inquiry, horizons)
        return at, with_odds(rows)
    at, rows = views(horizons), with_odds(in_forecast(inquiry))
    return at, replace(rows, source=rows.source.join(at.table, true()))
