"""The quarterly business review: the quarter that ended, by team and by reason, and the next."""

from bot.digests.rituals.parts import numbers, questions, ranked
from bot.digests.rituals.ritual import Ritual

RITUAL = Ritual(
    "quarterly_review",
    (
        numbers(
            "last_quarter",
            *("quota", "bookings", "quota_attainment", "win_rate", "average_deal", "cycle_time"),
            *("average_discount", "slippage_rate", "forecast_accuracy", "forecast_bias"),
        ),
        ranked("quota_attainment", "last_quarter", "team"),
        ranked("bookings", "last_quarter", "segment"),
        ranked("bookings", "last_quarter", "product"),
        ranked("deals_lost", "last_quarter", "lost_reason", lead="lost"),
        numbers("this_quarter", "quota", "pipeline", "coverage", "commit", "forecast"),
        questions("quarter_kept", "quarter_changed"),
    ),
)
