"""The deals that a change is made of, added up and ordered by the database."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any

from sqlalchemy import ColumnElement, Double, Select, case, cast, func, literal, select, union_all

from storage.tables import opportunities, removed_deals
from tools.engine.explain.shown import DealPart
from tools.engine.explain.sides import Pair, Sides, numbers, same
from tools.engine.filtering import during, matching
from tools.engine.inquiry import Inquiry
from tools.engine.kpi import Kpi, Ratio
from tools.engine.measure import Aggregate
from tools.engine.refusal import NoValue

MOST = 5  # a phone's screen
_HOW = ("new", "gone", "changed")
_NOTHING = 0.5  # a two-hundredth of a cent


@dataclass(frozen=True)
class Deals:
    """The deals that moved a figure most, and how many others did."""

    largest: Sequence[DealPart]
    others: int


def deals_of(sides: Sides, whole: Pair) -> Deals | None:
    """What each deal added to a sum, or to a ratio by the part that is divided; None where deals
    are not what it adds up."""
    weights = _weights(sides, whole) if sides.kpi.deals else None
    sums = list(_sums(sides, weights)) if weights else []
    if not sums:
        return None
    moved = union_all(*sums).subquery("moved")
    m = moved.c
    value = func.sum(m.value)
    how = case((func.min(m.side) > 0, 0), (func.max(m.side) < 0, 1), else_=2)
    of_deals = (
        select(m.pk, value.label("value"), how.label("how"))
        .group_by(m.pk)
        .having(func.abs(value) > _NOTHING)
        .subquery("of_deals")
    )
    d = of_deals.c
    query = (
        select(d.pk, d.value, d.how, func.count().over())
        .order_by(func.abs(d.value).desc(), d.pk)
        .limit(MOST)
    )
    rows = sides.after.connection.execute(query).all()
    names = deal_names(sides.after, [row[0] for row in rows])
    scale = _scale(sides, whole)
    largest = [
        DealPart(id=names[pk][0], name=names[pk][1], how=_HOW[how], value=float(value) * scale)
        for pk, value, how, _ in rows
        if pk in names
    ]
    return Deals(largest, (rows[0][3] if rows else 0) - len(largest))


def linear(kpi: Kpi, whole: Pair) -> dict[str, float] | None:
    """By what each part counts in a figure that only adds them up; None where it does more."""
    weights = {}
    parts = {**numbers(whole[0]), **numbers(whole[1])}
    try:
        for name in parts:
            weights[name] = kpi.value({name: 1.0})
        for side in whole:
            told = sum(weights[name] * part for name, part in numbers(side).items())
            if len(numbers(side)) < len(side) or not same(told, kpi.value(side)):
                return None
    except (NoValue, ZeroDivisionError, KeyError):
        return None
    return weights


def _weights(sides: Sides, whole: Pair) -> dict[str, float] | None:
    value = sides.kpi.value
    if isinstance(value, Ratio):  # only where the divisor has no deals in it
        return {value.over: 1.0} if "quota" in value.under else None
    return linear(sides.kpi, whole)


def _scale(sides: Sides, whole: Pair) -> float:
    """From what was added up to the figure: of a ratio, by the midpoint of its divisor's."""
    value = sides.kpi.value
    if not isinstance(value, Ratio):
        return 1 / sides.unit
    return sum(1 / value.divisor(side) for side in whole) / 2


def _sums(sides: Sides, weights: dict[str, float]) -> Iterator[Select[Any]]:
    for measure in sides.kpi.measures:
        counted = getattr(measure, "parts", {}).keys() & {n for n, w in weights.items() if w}
        if not isinstance(measure, Aggregate) or not counted:
            continue
        for sign, side in ((-1, sides.before), (1, sides.after)):
            rows = measure.fact(side)
            pk = rows.columns.get("pk")
            if pk is None:
                return
            terms = (measure.parts[name](rows) * weights[name] for name in sorted(counted))
            value: ColumnElement[Any] = cast(reduce(add, terms) * sign, Double)
            query = select(pk.label("pk"), value.label("value"), literal(sign).label("side"))
            query = query.select_from(rows.source).where(matching(side, rows)).group_by(pk)
            when = during(side, rows.day)
            yield query if when is None else query.where(when)


def deal_names(inquiry: Inquiry, pks: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Id and name of deals by key; those removed from the source, too."""
    o, r = opportunities.c, removed_deals.c
    known = select(o.pk, o.id, o.name).where(o.pk.in_(pks))
    gone = select(-r.pk, r.id, r.name).where((-r.pk).in_(pks))
    found = [*inquiry.connection.execute(known), *inquiry.connection.execute(gone)]
    return {pk: (identity, name) for pk, identity, name in found}
