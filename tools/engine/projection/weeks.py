"""A past period week by week: what each way of forecasting said of it, beside what was booked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from storage.types import MONEY_SCALE
from tools.engine.inquiry import Inquiry
from tools.engine.measure import TOTAL
from tools.engine.projection.horizon import Horizon
from tools.engine.projection.methods import METHODS
from tools.engine.projection.project import Projections, project_each
from tools.engine.projection.rivals import Guesses


@dataclass(frozen=True)
class Week:
    """What was said at the end of a week, by method; `low` and `high` of the projection, none
    where there was nothing to learn from. Money in the reporting currency."""

    day: date
    said: Guesses
    low: float | None
    high: float | None


def weeks_of(inquiry: Inquiry) -> Sequence[Week]:
    """The weeks that ended in the inquiry's period, which is over, each as known by then; the
    first comes first."""
    if inquiry.period.span is None:
        return []
    first, last = inquiry.period.span
    sunday = first + timedelta(days=6 - first.weekday())
    days = [sunday + timedelta(weeks=n) for n in range(((last - sunday).days + 6) // 7)]
    horizons = [Horizon(day, first, last) for day in days if day < last]
    made = project_each(inquiry, horizons)
    return [_week(inquiry, one.day, found) for one, found in zip(horizons, made, strict=True)]


def _week(inquiry: Inquiry, day: date, found: Projections) -> Week:
    then = replace(inquiry, as_of=day)
    said = {name: method(then) for name, method in METHODS.items() if name != "forecast"}
    if not found.periods:
        return Week(day, {"forecast": None, **said}, None, None)
    end = found.groups[TOTAL].outlook
    low, median, high = (value / MONEY_SCALE for value in (end.low, end.median, end.high))
    return Week(day, {"forecast": median, **said}, low, high)
