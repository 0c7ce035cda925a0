"""Deals as facts: open ones by close date, won and lost ones by the day they closed."""

from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Float,
    FromClause,
    Text,
    case,
    cast,
    func,
    literal_column,
    null,
    type_coerce,
)

from storage.tables import deal_spans, opportunities, stages
from tools.engine.dimensions import ACCOUNT, DEAL, FINDINGS, PEOPLE, PRODUCT, TIME
from tools.engine.facts.past import stood
from tools.engine.inquiry import Inquiry
from tools.engine.measure import Aggregate, Expression, Fact
from tools.engine.rows import Rows

HONOURS = PEOPLE | TIME | ACCOUNT | PRODUCT | DEAL


def open_deals(inquiry: Inquiry) -> Rows:
    """Open opportunities by expected close date, at today's rates; as they stood on `as_of`."""
    if inquiry.as_of:
        return past_deals(inquiry, stood(inquiry.as_of))
    deals = opportunities
    rate = inquiry.rates.expression(deals.c.currency, inquiry.today)
    return _open_rows(deals, rate)


def open_with_odds(inquiry: Inquiry) -> Rows:
    """The same, each with its probability."""
    return with_odds(open_deals(inquiry))


def with_odds(rows: Rows) -> Rows:
    """The same deals with the `probability` of each beside it (its own, else that of its stage),
    and their money `weighted` by it."""
    of_stage = stages.alias("stage_of_deal")
    source = rows.source.outerjoin(of_stage, of_stage.c.pk == rows.stage)
    probability = func.coalesce(rows.columns["own_probability"], of_stage.c.probability)
    columns = {**rows.columns, "probability": probability, "weighted": rows.money * probability}
    return replace(rows, source=source, columns=columns)


def past_deals(inquiry: Inquiry, *conditions: ColumnElement[bool]) -> Rows:
    """Spans of open deals by the close date they had then, at today's rates."""
    s = deal_spans.c
    rows = _money_rows(deal_spans, inquiry.rates.expression(s.currency, inquiry.today))
    columns = {
        **rows.columns,
        "forecast_category": s.forecast_category,
        "lead_source": s.lead_source,
        "lost_reason": cast(null(), Text),  # an open deal has none yet
        "pk": s.opportunity_pk,
        "close_on": s.close_on,
        "stage_since": s.stage_since,
        "pushes": s.pushes,
    }
    return replace(
        rows, day=s.close_on, owner_group=s.owner_pk + 0, conditions=conditions, columns=columns
    )


def won_deals(inquiry: Inquiry) -> Rows:
    """Won opportunities by the day they closed, at that day's rates."""
    return _closed(inquiry, "won")


def lost_deals(inquiry: Inquiry) -> Rows:
    """Lost opportunities by the day they closed, at that day's rates."""
    return _closed(inquiry, "lost")


def created_deals(inquiry: Inquiry) -> Rows:
    """Opportunities by the day they were created, whatever became of them since."""
    return any_deals(inquiry, day=opportunities.c.created_on)


def any_deals(
    inquiry: Inquiry, *, day: ColumnElement[date] | None, source: FromClause = opportunities
) -> Rows:
    """Opportunities of every kind as they are today, or what `source` joins to them.

    Closed ones at the rate of the day they closed, open ones at today's; nothing that came
    after `as_of`.
    """
    deals = opportunities
    open_rate = inquiry.rates.expression(deals.c.currency, inquiry.today)
    rate = case((deals.c.kind == "open", open_rate), else_=deals.c.closed_rate)
    rows = _rows(deals, day=day, kind=None, rate=rate)
    seen = () if inquiry.as_of is None or day is None else (day <= inquiry.as_of,)
    return replace(rows, source=source, conditions=seen)


def needs_deal(inquiry: Inquiry, own: frozenset[str]) -> bool:
    """Whether anything asked stands in the deal itself, and not among a fact's `own` dimensions:
    without a need its table is not read."""
    asked = {c.dimension for c in inquiry.conditions} | ({inquiry.by} if inquiry.by else set())
    return bool(asked - own)


def measured(fact: Fact, **parts: Expression) -> Aggregate:
    """An aggregate over one kind of deals."""
    return Aggregate(fact, HONOURS, parts)


def measured_open(fact: Fact = open_deals, **parts: Expression) -> Aggregate:
    """An aggregate over open deals, which what checks find about them can filter, too."""
    return Aggregate(fact, HONOURS | FINDINGS, parts)


def amount(rows: Rows) -> ColumnElement[Any]:
    """Σ amount in the reporting currency, in ten-thousandths."""
    return func.sum(rows.money)


def number(rows: Rows) -> ColumnElement[Any]:
    """How many."""
    return func.count() if rows.many is None else func.sum(rows.many.rows)


def sized(rows: Rows) -> ColumnElement[Any]:
    """How many have an amount."""
    return func.count(rows.amount) if rows.many is None else func.sum(rows.many.sized)


def weighted(rows: Rows) -> ColumnElement[Any]:
    """Σ amount × probability in the reporting currency, in ten-thousandths."""
    return func.sum(rows.columns["weighted"])


def _closed(inquiry: Inquiry, kind: str) -> Rows:
    deals = opportunities
    rows = _rows(deals, day=deals.c.closed_on, kind=kind, rate=deals.c.closed_rate)
    if inquiry.as_of:
        return replace(rows, conditions=(*rows.conditions, deals.c.closed_on <= inquiry.as_of))
    return rows


@lru_cache(maxsize=64)
def _open_rows(deals: FromClause, rate: ColumnElement[float]) -> Rows:
    rows = _rows(deals, day=deals.c.close_on, kind="open", rate=rate)
    return replace(rows, owner_group=deals.c.owner_pk + 0)


@lru_cache(maxsize=64)  # a figure and the deals behind it ask for the same ones
def _rows(
    deals: FromClause,
    *,
    day: ColumnElement[date] | None,
    kind: str | None,
    rate: ColumnElement[float],
) -> Rows:
    c = deals.c
    rows = _money_rows(deals, rate)
    columns = {
        **rows.columns,
        "forecast_category": c.forecast_category,
        "lead_source": c.lead_source,
        "lost_reason": c.lost_reason,
        "created_on": c.created_on,
        "closed_on": c.closed_on,
        "discount": c.discount,
        "close_on": c.close_on,
        "pk": c.pk,
    }
    # A literal, not a parameter: only so can the planner use the partial indexes.
    conditions = (c.kind == literal_column(f"'{kind}'"),) if kind else ()
    return replace(rows, day=day, conditions=conditions, columns=columns)


def _money_rows(deals: FromClause, rate: ColumnElement[float]) -> Rows:
    """What deals of today and of the past have alike."""
    c = deals.c
    # Plain integers from here on: the Money type would turn every product into a Decimal.
    units = type_coerce(c.amount, BigInteger)
    money = type_coerce(units * rate, Float)
    return Rows(
        source=deals,
        day=None,
        owner=c.owner_pk,
        account=c.account_pk,
        product=c.product_pk,
        stage=c.stage_pk,
        amount=units,
        money=money,
        columns={
            "money": money,
            "own_probability": c.probability,
        },
    )
