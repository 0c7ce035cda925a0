"""Held to account: each way of forecasting beside what happened, in the asker's scope."""

from collections.abc import Sequence

from tools.engine.compute import Desk, inquire
from tools.engine.people import Person
from tools.engine.projection.project import horizon_of
from tools.engine.projection.rivals import Score, guesses, scores
from tools.engine.request import KpiRequest


def held_to_account(at: Desk, person: Person, period: str | None) -> Sequence[Score]:
    """The best way first, over the past periods with as many days left as `period` has; none
    where there are none, or nothing is left of it."""
    _, inquiry = inquire(at, person, KpiRequest(kpi="bookings", period=period))
    if inquiry is None or inquiry.period.span is None or horizon_of(inquiry).is_over:
        return []
    return scores(guesses(inquiry))
