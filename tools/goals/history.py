"""What was reached before: the last four periods like that of a goal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tools.engine.compute import Desk, compute
from tools.engine.kpi import Kpi
from tools.engine.people import Person
from tools.engine.period import Period, previous
from tools.engine.request import KpiRequest

PERIODS = 4


@dataclass(frozen=True)
class Past:
    """The figure of an earlier period."""

    value: float
    days: int

    @property
    def per_day(self) -> float:
        """For what accumulates."""
        return self.value / self.days


def history(
    at: Desk, asker: Person, kpi: Kpi, request: KpiRequest, period: Period
) -> Sequence[Past]:
    """The same figure in the four periods before, those with nothing behind them left out.

    Figures of what is open are taken as they stood on the same day of those periods.
    """
    if not kpi.takes_period or (kpi.looks == "forward" and not kpi.takes_as_of):
        return ()
    found = []
    before = period
    for _ in range(PERIODS):
        before = previous(before, at.company.calendar)
        as_of = _same_day(at.today, period, before) if kpi.looks == "forward" else None
        wanted = request.model_copy(update={"period": before.token, "as_of": as_of})
        figure = compute(at, asker, wanted)
        if figure.value is not None and figure.n:
            found.append(Past(figure.value, before.days))
    return found


def _same_day(today: date, period: Period, before: Period) -> date | None:
    """As far into `before` as today is into `period`, or as far ahead of it."""
    if period.starts_on is None or before.starts_on is None:
        return None
    return before.starts_on + timedelta(days=(today - period.starts_on).days)
