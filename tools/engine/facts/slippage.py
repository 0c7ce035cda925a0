"""Slippage: deals that were to close in the period when it began, and those that will not."""

from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, case, func, select

from storage.tables import deal_spans
from tools.engine.facts.deals import past_deals
from tools.engine.facts.past import stood
from tools.engine.inquiry import Inquiry
from tools.engine.moments import before_and_end
from tools.engine.rows import Rows


def due_at_start(inquiry: Inquiry) -> Rows:
    """Deals open before the first day of the period and then due in it.

    `columns["slipped"]`: at its end (today while it runs) still open and due after it.
    Raises NoValue where the period has no beginning.
    """
    before, end = before_and_end(inquiry)
    later = deal_spans.alias("later")
    # Gathered once: to look each deal up would read all its spans.
    put_off = select(later.c.opportunity_pk).where(
        later.c.from_on <= end,
        later.c.to_on > end,
        later.c.close_on > inquiry.period.ends_on,
        inquiry.scope.condition(later.c.owner_pk),
    )
    slipped = deal_spans.c.opportunity_pk.in_(put_off)
    rows = past_deals(inquiry, stood(before))
    return replace(rows, columns={**rows.columns, "slipped": slipped})


def slipped_deals(inquiry: Inquiry) -> Rows:
    """The ones that slipped."""
    rows = due_at_start(inquiry)
    return replace(rows, conditions=(*rows.conditions, rows.columns["slipped"]))


def slipped(rows: Rows) -> ColumnElement[Any]:
    """How many slipped."""
    return func.sum(case((rows.columns["slipped"], 1), else_=0))
