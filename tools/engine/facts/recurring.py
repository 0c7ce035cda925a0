"""Recurring revenue: the monthly amounts of won deals, and which of them are live on a day."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sqlalchemy import BigInteger, Float, and_, func, or_, type_coerce

from storage.tables import opportunities
from tools.distinct import distinct_values
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
        owner_group=opportunities.c.owner_pk + 0,
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
    o = opportunities.c
    # One person's are found through their deals, everybody's through the index of what recurs.
    closed_on = (
        func.coalesce(o.closed_on, o.created_on) if inquiry.scope.kind == "rep" else o.closed_on
    )
    runs = [
        and_(o.term_months == term, closed_on > _ended_by(day, term)) for term in _terms(inquiry)
    ]
    live = (closed_on <= day, or_(o.term_months.is_(None), *runs))
    return replace(rows, day=None, conditions=(*rows.conditions, *live))


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


def _terms(inquiry: Inquiry) -> Iterator[int]:
    """The few lengths of terms there are, so that dates need no arithmetic row by row."""
    conditions = won_recurring(inquiry).conditions
    return distinct_values(inquiry.connection, opportunities.c.term_months, *conditions)


def _ended_by(day: date, months: int) -> date:
    """The last day on which a term of so many months could begin and be over by `day`.

    A term ends on the day of the month on which it began, or on the last day of a month that is
    too short for it.
    """
    index = day.year * 12 + day.month - 1 - months
    last = monthrange(index // 12, index % 12 + 1)[1]
    is_last = day.day == monthrange(day.year, day.month)[1]
    return date(index // 12, index % 12 + 1, last if is_last else min(day.day, last))
