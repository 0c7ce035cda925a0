"""What a change is explained against, where nobody said: a week ago, or the period before."""

from datetime import timedelta

from tools.engine.inquiry import Inquiry
from tools.engine.kpi import Kpi
from tools.engine.period import parse_period, previous
from tools.engine.refusal import Declined
from tools.engine.request import KpiRequest

A_WEEK = timedelta(days=7)
_DEFAULT = "this_quarter"


def compared_with(kpi: Kpi, inquiry: Inquiry, period: str | None) -> str:
    """The comparison as a token. Raises Declined where the figure has no before.

    What is open is held against itself: the same period as it stood a week ago. What was done is
    held against the period before.
    """
    if stands(kpi):
        if not kpi.takes_as_of:
            raise Declined("explain_today_only")
        week_ago = (inquiry.as_of or inquiry.today) - A_WEEK
        return f"{period or _DEFAULT}@{week_ago.isoformat()}"
    if not kpi.takes_period:
        raise Declined("explain_today_only")
    asked = parse_period(period or _DEFAULT, inquiry.today, inquiry.company.calendar)
    if asked.span is None:
        raise Declined("explain_needs_period")
    return previous(asked, inquiry.company.calendar).token


def stands(kpi: Kpi) -> bool:
    """Whether it has a value on a day: of what is open then, or submitted by then."""
    ahead = kpi.dated_by == "close_on" and kpi.looks == "forward"
    return ahead or kpi.deals == "open" or kpi.dated_by == "submitted_at" or not kpi.takes_period


def as_request(request: KpiRequest, token: str | None = None) -> KpiRequest:
    """The figure alone, with its comparison: groups are for the explanation to choose."""
    return request.model_copy(update={"by": None, "rank": None, "compare": token})
