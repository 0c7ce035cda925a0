"""Whose alerts about a deal are put off until when, as a mark beside its signals."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import select

from storage.tables import snoozes
from tools.engine.deal import Deal, Finding
from tools.engine.inquiry import Inquiry
from tools.engine.kept import kept
from tools.engine.people import names_of


def with_snoozes(inquiry: Inquiry, deals: Sequence[Deal]) -> list[Deal]:
    """The deals, each with a mark for everybody who has put off their alerts about it."""
    found = _standing(inquiry, [deal.id for deal in deals])
    return [
        deal.model_copy(update={"marks": [*deal.marks, *found.get(deal.id, ())]}) for deal in deals
    ]


def _standing(inquiry: Inquiry, ids: Sequence[str]) -> Mapping[str, list[Finding]]:
    s = snoozes.c
    query = (
        select(s.deal, s.until_on, s.snoozed_by)
        .where(s.deal.in_(ids), s.ended_at.is_(None), s.until_on > inquiry.today)
        .order_by(s.until_on, s.pk)
    )
    with kept(inquiry) as connection:
        rows = connection.execute(query).all() if connection else []
    names = names_of(inquiry.connection, [row.snoozed_by for row in rows])
    found: dict[str, list[Finding]] = defaultdict(list)
    for row in rows:
        values = {"until": row.until_on, "by": names.get(row.snoozed_by, row.snoozed_by)}
        found[row.deal].append(Finding(code="snoozed", values=values))
    return found
