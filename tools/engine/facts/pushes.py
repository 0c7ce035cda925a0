"""Pushes as facts: changes of the expected close date to a later day."""

from dataclasses import replace

from sqlalchemy import FromClause, func

from storage.tables import field_changes, opportunities
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
    rows = any_deals(inquiry, day=f.changed_on, source=source)
    # One person's are found through their deals, everybody's through the index by field and day.
    field = func.coalesce(f.field, "") if inquiry.scope.kind == "rep" else f.field
    # Days as text compare as days do; a day that was not known cannot have been put off.
    later = (field == "close_on", f.old_value != "", f.new_value > f.old_value)
    return replace(rows, conditions=(*rows.conditions, *later))
