"""The flags that people set on deals, as findings beside the signals."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from storage.tables import flags, people
from tools.engine.deal import Deal, Finding
from tools.engine.inquiry import Inquiry


def with_flags(inquiry: Inquiry, deals: Sequence[Deal]) -> list[Deal]:
    """The deals, a flag that stands as the first thing found about each."""
    found = _standing(inquiry, [deal.id for deal in deals]) if inquiry.flags else {}
    return [
        deal.model_copy(update={"signals": [found[deal.id], *deal.signals]})
        if deal.id in found
        else deal
        for deal in deals
    ]


def _standing(inquiry: Inquiry, ids: Sequence[str]) -> dict[str, Finding]:
    f = flags.c
    by = func.coalesce(people.c.name, f.flagged_by)
    query = (
        select(f.deal, f.flagged_at, f.reason, by.label("by"))
        .select_from(flags.outerjoin(people, people.c.email == f.flagged_by))
        .where(f.deal.in_(ids), f.cleared_at.is_(None))
    )
    zone = ZoneInfo(inquiry.company.time_zone)
    return {
        row.deal: Finding(
            code="flagged",
            values={
                "day": row.flagged_at.astimezone(zone).date(),
                "by": row.by,
                "reason": row.reason,
            },
        )
        for row in inquiry.connection.execute(query)
    }
