"""Proposals as facts, by the day they were sent, at that day's rates."""

from dataclasses import replace

from sqlalchemy import BigInteger, Float, type_coerce

from storage.tables import opportunities, proposals
from tools.engine.facts.deals import any_deals
from tools.engine.inquiry import Inquiry
from tools.engine.rows import Rows


def sent(inquiry: Inquiry) -> Rows:
    """Proposals that were sent; they belong to their deal's owner. What one is worth is looked up
    only where that decides whether it counts."""
    if inquiry.condition_on("amount"):
        return priced(inquiry)
    return any_deals(inquiry, day=proposals.c.sent_on, source=_OF_DEALS)


def priced(inquiry: Inquiry) -> Rows:
    """The same, each with its own amount."""
    p = proposals.c
    source, rate = inquiry.rates.joined(_OF_DEALS, p.currency, p.sent_on, inquiry.period)
    rows = any_deals(inquiry, day=p.sent_on, source=source)
    units = type_coerce(p.amount, BigInteger)
    return replace(rows, amount=units, money=type_coerce(units * rate, Float))


_OF_DEALS = proposals.join(opportunities, opportunities.c.pk == proposals.c.opportunity_pk)
