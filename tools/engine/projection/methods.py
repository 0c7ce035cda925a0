"""What else could have been said of a period: calls, pipelines by weight, and naive guesses."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from storage.types import MONEY_SCALE
from tools.engine.inquiry import Inquiry
from tools.engine.kpi import NoValue
from tools.engine.measure import TOTAL, Cells, merge
from tools.engine.period import Period, period_of, previous, year_before
from tools.engine.projection.landmarks import since
from tools.engine.projection.project import horizon_of, project
from tools.engine.registry import kpi_named

Method = Callable[[Inquiry], float | None]  # of a past day; None: it had nothing to say
NAIVE = ("last_period", "a_year_before", "so_far_and_win_rate")


def _figure(name: str, inquiry: Inquiry) -> float | None:
    """A figure of the glossary, exactly as asked about; money in the reporting currency."""
    kpi = kpi_named(name)
    parts: Cells = {}
    try:
        for measure in kpi.measures:
            merge(parts, measure.read(replace(inquiry, by=None)))
        value = kpi.value(parts.get(TOTAL, {}))
    except NoValue:
        return None
    return value / MONEY_SCALE if kpi.unit == "money" else value


def _plus_won(name: str) -> Method:
    """What was won by then and a pipeline of what was left."""

    def method(then: Inquiry) -> float | None:
        won, left = _figure("bookings", then), _figure(name, then)
        return None if won is None or left is None else won + left

    return method


def _calibrated(then: Inquiry) -> float | None:
    # Probabilities as they were known then: the figure itself has today's.
    return _plus_won("calibrated_pipeline")(replace(then, today=then.as_of or then.today))


def _booked_in(before: Period, then: Inquiry) -> float | None:
    """What was booked in an earlier period, where there was data by then."""
    first = since(then)
    if first is None or before.starts_on is None or before.starts_on < first:
        return None
    return _figure("bookings", replace(then, period=before))


def _last_period(then: Inquiry) -> float | None:
    return _booked_in(previous(then.period, then.company.calendar), then)


def _a_year_before(then: Inquiry) -> float | None:
    return _booked_in(year_before(then.period, then.company.calendar), then)


def _so_far_and_win_rate(then: Inquiry) -> float | None:
    won, left = _figure("bookings", then), _figure("pipeline", then)
    day = then.as_of or then.today
    year = period_of((day - timedelta(days=364), day), then.company.calendar)
    rate = _figure("win_rate", replace(then, period=year))
    return None if won is None or left is None or rate is None else won + rate * left


def _projection(then: Inquiry) -> float | None:
    found = project(then, horizon_of(then))
    return found.groups[TOTAL].outlook.median / MONEY_SCALE if found.periods else None


METHODS: Mapping[str, Method] = {
    "forecast": _projection,
    "submitted_commit": lambda then: _figure("submitted_commit", then),
    "commit": lambda then: _figure("commit", then),
    "best_case": lambda then: _figure("best_case", then),
    "weighted": _plus_won("weighted_pipeline"),
    "calibrated": _calibrated,
    "last_period": _last_period,
    "a_year_before": _a_year_before,
    "so_far_and_win_rate": _so_far_and_win_rate,
}
