"""Costs of sales and marketing, prorated by their days in the period."""

from sqlalchemy import BigInteger, select, type_coerce

from storage.tables import costs
from tools.engine.each_grain import EachGrain
from tools.engine.inquiry import Inquiry
from tools.engine.measure import TOTAL, Cells
from tools.engine.refusal import Declined


class _Costs:
    """Parts: `costs` (ten-thousandths of the reporting currency, at the rates of their first
    days) and `cost_rows`. They are the company's: no dimension cuts them."""

    honours: frozenset[str] = frozenset()
    additive = False

    def read(self, inquiry: Inquiry) -> Cells:
        """The costs of one period. Raises Declined where a rate is missing."""
        c = costs.c
        query = select(c.starts_on, c.ends_on, c.currency, type_coerce(c.amount, BigInteger))
        span = inquiry.period.span
        if span is not None:
            query = query.where(c.starts_on <= span[1], c.ends_on >= span[0])
        total, rows = 0.0, 0
        for starts_on, ends_on, currency, units in inquiry.connection.execute(query):
            rate = inquiry.rates.on(currency, starts_on)
            if rate is None:
                raise Declined("no_exchange_rate")
            first, last = span or (starts_on, ends_on)
            inside = (min(last, ends_on) - max(first, starts_on)).days + 1
            total += units * rate * inside / ((ends_on - starts_on).days + 1)
            rows += 1
        return {TOTAL: {"costs": total, "cost_rows": rows}} if rows else {}


COSTS = EachGrain(_Costs())
