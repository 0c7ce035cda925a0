"""Pushes as facts: changes of the expected close date to a later day."""

from dataclasses import replace

from sqlalchemy import FromClause, func

from storage.tables import PUSHED, field_changes, opportunities
from tools.engine.dimensions import TIME
from tools.engine.facts.deals import any_deals, needs_deal
from tools.engine.inquiry import Inquiry
from tools.engine.rows import Rows


def pushes(inquiry: Inquiry) -> Rows:
    """By the day they were made; they belong to the deal as it is today, and to its owner."""
    f = field_changes.c
    source: FromClause = field_changes
    if inquiry.scope.kind != "company" or needs_deal(inquiry, TIME):
        source = source.join(opportunities, opportunities.c.pk == f.opportunity_pk)
    # One person's are found through their deals, everybody's through the index by field and day.
    own = inquiry.scope.kind == "rep"
    day = func.coalesce(f.changed_on, f.changed_on) if own else f.changed_on
    rows = any_deals(inquiry, day=day, source=source)
    return replace(rows, conditions=(*rows.conditions, PUSHED))
