"""The monthly business review: the month that ended against the one before, and what comes."""

from bot.digests.rituals.listing import at_risk
from bot.digests.rituals.parts import numbers, questions, ranked
from bot.digests.rituals.ritual import Ritual

RITUAL = Ritual(
    "monthly_review",
    (
        numbers(
            "last_month",
            *("bookings", "deals_won", "deals_lost", "win_rate", "average_deal", "cycle_time"),
            *("pipeline_created", "meetings", "pushes"),
            compared=True,
        ),
        ranked("bookings", "last_month", "segment"),
        ranked("deals_lost", "last_month", "lost_reason", lead="lost"),
        numbers("this_quarter", "quota", "bookings", "quota_attainment", "remaining_coverage"),
        at_risk(top=3),
        questions("month_learnt", "month_next"),
    ),
)
