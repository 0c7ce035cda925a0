"""Proposals as facts, by the day they were sent, at that day's rates."""

from dataclasses import replace

from sqlalchemy import BigInteger, Float, FromClause, type_coerce

from storage.tables import opportunities, proposals
from tools.engine.facts.deals import any_deals
from tools.engine.inquiry import Inquiry
from tools.engine.rows import Rows


def sent(inquiry: Inquiry) -> Rows:
    """Proposals that were sent; they belong to their deal's owner, the amount is their own."""
    p = proposals.c
    source: FromClause = proposals.join(opportunities, opportunities.c.pk == p.opportunity_pk)
    source, rate = inquiry.rates.joined(source, p.currency, p.sent_on)
    rows = any_deals(inquiry, day=p.sent_on, source=source)
    units = type_coerce(p.amount, BigInteger)
    return replace(rows, amount=units, money=type_coerce(units * rate, Float))
