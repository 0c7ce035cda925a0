"""The bridge: how the pipeline of a period got from what it was to what it is.

Start + created + pulled in + increased − decreased − pushed out − won − lost − removed = end
(kpis.md, "The bridge"). Every change between the two moments is a step of its own, so that
moves that cancel out are seen; all amounts are at today's rates, so that none of them is only
a rate.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal, get_args

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    CompoundSelect,
    Float,
    Integer,
    Select,
    and_,
    case,
    false,
    func,
    literal,
    select,
    true,
    type_coerce,
    union_all,
)

from storage.tables import END, deal_spans
from tools.engine.dimensions import ACCOUNT, PEOPLE, PRODUCT
from tools.engine.everybody import Everybody, of_company
from tools.engine.facts.deals import past_deals
from tools.engine.facts.past import stood
from tools.engine.filtering import during, matching
from tools.engine.inquiry import Inquiry
from tools.engine.refusal import Declined
from tools.engine.rows import Rows

Step = Literal[
    "created", "pulled_in", "increased", "decreased", "pushed_out", "won", "lost", "removed"
]
STEPS: tuple[Step, ...] = get_args(Step)
# What changes along the way cannot be held fast by a filter: the steps would not add up.
HONOURS = PEOPLE | ACCOUNT | PRODUCT | {"lead_source"}


@dataclass(frozen=True)
class Moved:
    """What one step added to the pipeline (below zero: took from it), and by how many moves."""

    value: float
    n: int


_NOTHING = Moved(0.0, 0)


@dataclass(frozen=True)
class Bridge:
    """The pipeline when `since` began, and the steps from there; in ten-thousandths."""

    since: date
    start: float
    steps: Mapping[Step, Moved]


def bridge(inquiry: Inquiry, since: date) -> Bridge:
    """The bridge of the inquiry's period from the beginning of `since` until its day.

    Raises Declined for filters on what changes along the way, and where a rate is missing.
    """
    for condition in inquiry.conditions:
        if condition.dimension not in HONOURS:
            raise Declined("filter_not_honoured", dimension=condition.dimension)
    shared = inquiry.everybody
    if shared is not None and shared.knows(inquiry):
        with suppress(Declined):  # one deal without a rate refuses those who see it, not all
            return _together(shared, inquiry, since)
    return _bridges(inquiry, since).get(None, Bridge(since, 0.0, dict.fromkeys(STEPS, _NOTHING)))


def _together(shared: Everybody, inquiry: Inquiry, since: date) -> Bridge:
    """The same out of the bridges of everybody's deals."""
    key = ("bridges", since, inquiry.period, inquiry.as_of)
    everybody = shared.once(key, lambda: _bridges(of_company(inquiry), since, by_owner=True))
    members = shared.members(inquiry.connection, inquiry.scope)
    own = [everybody[one.pk] for one in members if one.pk in everybody]
    steps = {step: [one.steps[step] for one in own] for step in STEPS}
    return Bridge(
        since,
        sum(one.start for one in own),
        {s: Moved(sum(m.value for m in of), sum(m.n for m in of)) for s, of in steps.items()},
    )


def _bridges(inquiry: Inquiry, since: date, *, by_owner: bool = False) -> dict[int | None, Bridge]:
    """The bridge of all these deals, under None, or of each owner's."""
    moves = moves_of(inquiry, since).subquery("moves").c
    owner = moves.owner if by_owner else literal(None, Integer)
    sums = (func.sum(moves.value), func.count(), func.count() - func.count(moves.value))
    query = select(owner, moves.step, *sums).group_by(moves.step, *((owner,) if by_owner else ()))
    steps: dict[int | None, dict[Step, Moved]] = {}
    for key, step, value, n, unknown in inquiry.connection.execute(query):
        if unknown:
            raise Declined("no_exchange_rate")
        steps.setdefault(key, {})[step] = Moved(float(value), n)
    starts = _starts(inquiry, since, by_owner=by_owner)
    return {
        key: Bridge(
            since,
            starts.get(key, 0.0),
            {step: steps.get(key, {}).get(step, _NOTHING) for step in STEPS},
        )
        for key in steps.keys() | starts.keys()
    }


def _starts(inquiry: Inquiry, since: date, *, by_owner: bool) -> dict[int | None, float]:
    rows = past_deals(inquiry, stood(since - timedelta(days=1)))
    due = during(inquiry, rows.day)
    owner = rows.owner if by_owner else literal(None, Integer)
    query = select(owner, func.sum(rows.money)).where(matching(inquiry, rows))
    query = query if due is None else query.where(due)
    found = inquiry.connection.execute(query.group_by(rows.owner) if by_owner else query)
    return {key: float(money or 0.0) for key, money in found}


def moves_of(inquiry: Inquiry, since: date) -> CompoundSelect[Any]:
    """Every move since then: deal, step, value (null where no rate is known), owner."""
    return union_all(_beginnings(inquiry, since), _ends(inquiry, since))


def _beginnings(inquiry: Inquiry, since: date) -> Select[Any]:
    """Spans that began since: deals that came, or changed."""
    s = deal_spans.c
    until = inquiry.as_of or END
    how = s.begins.in_(["created", "reopened", "changed"])  # all there are: so the index is used
    rows = past_deals(inquiry, how, s.from_on.between(since, until))
    now, before = _due(inquiry, s.close_on), _due(inquiry, s.previous_close_on)
    changed = s.begins == "changed"
    amount, was = _units(s.amount), _units(s.previous_amount)
    steps: list[tuple[Step, ColumnElement[bool], ColumnElement[Any]]] = [
        ("created", and_(~changed, now), amount),
        ("pulled_in", and_(changed, now, ~before), amount),
        ("increased", and_(changed, now, before, amount > was), amount - was),
        ("decreased", and_(changed, now, before, amount < was), amount - was),
        ("removed", and_(changed, before, ~now, s.close_on.is_(None)), -was),
        ("pushed_out", and_(changed, before, ~now, s.close_on.is_not(None)), -was),
    ]
    step = case(*((when, literal(name)) for name, when, _ in steps), else_=None)
    units = case(*((when, moved) for _, when, moved in steps), else_=0)
    return _selected(inquiry, rows, step, units).where(step.is_not(None))


def _ends(inquiry: Inquiry, since: date) -> Select[Any]:
    """Spans that ended since, and with them the deal: won, lost, or removed from the source."""
    s = deal_spans.c
    until = inquiry.as_of or END - timedelta(days=1)
    ended = (s.to_on.between(since, until), s.ends != "changed", _due(inquiry, s.close_on))
    rows = past_deals(inquiry, *ended)
    return _selected(inquiry, rows, s.ends, -_units(s.amount))


def _selected(
    inquiry: Inquiry,
    rows: Rows,
    step: ColumnElement[str],
    units: ColumnElement[Any],
) -> Select[Any]:
    rate = inquiry.rates.expression(deal_spans.c.currency, inquiry.today)
    value = type_coerce(units * rate, Float).label("value")
    return (
        select(
            deal_spans.c.opportunity_pk.label("pk"),
            step.label("step"),
            value,
            rows.owner.label("owner"),
        )
        .select_from(rows.source)
        .where(matching(inquiry, replace(rows, day=None)))
    )


def _due(inquiry: Inquiry, close_on: ColumnElement[date]) -> ColumnElement[bool]:
    """Whether a deal with this close date is in the pipeline of the period; never null."""
    if inquiry.period.span is None:
        return true()
    return func.coalesce(close_on.between(*inquiry.period.span), false())


def _units(amount: ColumnElement[Any]) -> ColumnElement[Any]:
    """An amount that is not known counts as nothing, as in every sum."""
    return func.coalesce(type_coerce(amount, BigInteger), 0)
