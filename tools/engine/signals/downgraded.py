"""Downgraded: somebody has lowered the forecast category lately."""

from sqlalchemy import ColumnElement, case

from storage.exchange.layout import CONFIDENCE
from tools.engine.checks import Check
from tools.engine.health import Health

_RANKS = {name: place for place, name in enumerate(CONFIDENCE)}


def _raised(h: Health) -> ColumnElement[bool]:
    days = h.thresholds.downgraded_days
    before = h.value_before("forecast_category", days)
    after = h.value_after("forecast_category", days)
    lowered = case(_RANKS, value=after) < case(_RANKS, value=before)
    return h.lately(h.c.last_downgrade_on, days, lowered)


CHECK = Check(
    "downgraded",
    _raised,
    lambda h: {
        "before": h.value_before("forecast_category", h.thresholds.downgraded_days),
        "after": h.value_after("forecast_category", h.thresholds.downgraded_days),
        "day": h.last_change("forecast_category", h.thresholds.downgraded_days),
    },
    limits=("downgraded_days",),
)
