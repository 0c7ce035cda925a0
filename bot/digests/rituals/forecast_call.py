"""The agenda of the forecast call: what was called, what it stands on, what could break it."""

from bot.digests.rituals.parts import agenda, at_risk, largest, numbers, questions
from bot.digests.rituals.ritual import Ritual

RITUAL = Ritual(
    "forecast_call",
    (
        numbers(
            "this_quarter",
            *("quota", "bookings", "commit", "best_case", "submitted_commit", "forecast"),
            *("forecast_variance", "gap_to_quota"),
        ),
        largest("commit", "this_quarter"),
        at_risk,
        agenda,
        questions("commit_proof", "best_case_step", "next_quarter"),
    ),
)
