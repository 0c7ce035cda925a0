"""The flags that people set on deals, as findings beside the signals."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from sqlalchemy import select

from storage.tables import flags
from tools.engine.deal import Deal, Finding
from tools.engine.inquiry import Inquiry
from tools.engine.kept import kept
from tools.engine.people import names_of


def with_flags(inquiry: Inquiry, deals: Sequence[Deal]) -> list[Deal]:
    """The deals, a flag that stands as the first thing found about each."""
    found = _standing(inquiry, [deal.id for deal in deals])
    return [
        deal.model_copy(update={"signals": [found[deal.id], *deal.signals]})
        if deal.id in found
        else deal
        for deal in deals
    ]


def _standing(inquiry: Inquiry, ids: Sequence[str]) -> dict[str, Finding]:
    f = flags.c
    query = select(f.deal, f.flagged_at, f.reason, f.flagged_by).where(
        f.deal.in_(ids), f.cleared_at.is_(None)
    )
    with kept(inquiry) as connection:
        rows = connection.execute(query).all() if connection else []
    names = names_of(inquiry.connection, [row.flagged_by for row in rows])
    zone = ZoneInfo(inquiry.company.time_zone)
    return {
        row.deal: Finding(
            code="flagged",
            values={
                "day": row.flagged_at.astimezone(zone).date(),
                "by": names.get(row.flagged_by, row.flagged_by),
                "reason": row.reason,
            },
        )
        for row in rows
    }
