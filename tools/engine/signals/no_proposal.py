"""No proposal: about to close, far on in the process, and none was sent."""

from datetime import timedelta

from sqlalchemy import ColumnElement, and_, or_

from tools.engine.checks import Check
from tools.engine.health import Health


def _raised(h: Health) -> ColumnElement[bool]:
    soon = h.today + timedelta(days=h.thresholds.proposal_days)
    sent = h.c.first_proposal_on
    return and_(
        h.c.close_on.between(h.today, soon),
        or_(sent.is_(None), sent > h.today),
        h.in_last_stages(h.thresholds.proposal_stages),
    )


CHECK = Check(
    "no_proposal",
    _raised,
    lambda h: {"day": h.c.close_on},
    limits=("proposal_days", "proposal_stages"),
)
