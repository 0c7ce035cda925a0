"""Recurring revenue: the monthly amounts of won deals, and which of them are live on a day."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Float, and_, extract, func, or_, type_coerce

from storage.tables import opportunities
from tools.engine.facts.deals import HONOURS, won_deals
from tools.engine.inquiry import Inquiry
from tools.engine.measure import UNCONVERTED, Aggregate, Fact
from tools.engine.rows import Rows


def won_recurring(inquiry: Inquiry) -> Rows:
    """Won deals with a monthly amount, by the day they closed, at that day's rates."""
    rows = won_deals(inquiry)
    units = type_coerce(opportunities.c.mrr, BigInteger)
    monthly = type_coerce(units * opportunities.c.closed_rate, Float)
    return replace(
        rows,
        conditions=(*rows.conditions, opportunities.c.mrr.is_not(None)),
        columns={**rows.columns, "mrr": monthly},
    )


def live_recurring(inquiry: Inquiry) -> Rows:
    """Those live at the end of the period (today while it runs): `closed_on` ≤ day < the day
    `term_months` later; a deal without a term lives on."""
    rows = won_recurring(inquiry)
    day = inquiry.as_of or inquiry.today
    if inquiry.period.ends_on is not None:
        day = min(day, inquiry.period.ends_on)
    closed_on, term = opportunities.c.closed_on, opportunities.c.term_months
    runs = or_(term.is_(None), _before_end(day, closed_on, term))
    return replace(rows, day=None, conditions=(*rows.conditions, closed_on <= day, runs))


def recurring(fact: Fact) -> Aggregate:
    """Parts: `mrr` (ten-thousandths of the reporting currency) and `won` (deals)."""
    return Aggregate(
        fact,
        HONOURS,
        parts={
            "mrr": lambda rows: func.sum(rows.columns["mrr"]),
            "won": lambda _rows: func.count(),
            UNCONVERTED: lambda rows: func.count() - func.count(rows.columns["mrr"]),
        },
    )


def _before_end(
    day: date, closed_on: ColumnElement[Any], term: ColumnElement[Any]
) -> ColumnElement[bool]:
    """`day` comes before `closed_on` + `term` months, in whole months as on a calendar.

    In the last month the term ends on the day of the month on which it began, or on the last
    day of a month that is too short for it.
    """
    begun = extract("year", closed_on) * 12 + extract("month", closed_on)
    months = day.year * 12 + day.month - begun
    last_of_month = (day + timedelta(days=1)).day == 1
    if last_of_month:
        return months < term
    return or_(months < term, and_(months == term, extract("day", closed_on) > day.day))
