"""Whose alerts about a deal are put off until when, as a mark beside its signals."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import func, select

from storage.tables import people, snoozes
from tools.engine.deal import Deal, Finding
from tools.engine.inquiry import Inquiry


def with_snoozes(inquiry: Inquiry, deals: Sequence[Deal]) -> list[Deal]:
    """The deals, each with a mark for everybody who has put off their alerts about it."""
    found = _standing(inquiry, [deal.id for deal in deals]) if inquiry.flags else {}
    return [
        deal.model_copy(update={"marks": [*deal.marks, *found.get(deal.id, ())]}) for deal in deals
    ]


def _standing(inquiry: Inquiry, ids: Sequence[str]) -> Mapping[str, list[Finding]]:
    s = snoozes.c
    query = (
        select(s.deal, s.until_on, func.coalesce(people.c.name, s.snoozed_by).label("by"))
        .select_from(snoozes.outerjoin(people, people.c.email == s.snoozed_by))
        .where(s.deal.in_(ids), s.ended_at.is_(None), s.until_on > inquiry.today)
        .order_by(s.until_on, s.pk)
    )
    found: dict[str, list[Finding]] = defaultdict(list)
    for row in inquiry.connection.execute(query):
        values = {"until": row.until_on, "by": row.by}
        found[row.deal].append(Finding(code="snoozed", values=values))
    return found
