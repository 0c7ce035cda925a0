"""The agenda of the forecast call: what was called, what it stands on, what could break it."""

from bot.digests.rituals.listing import at_risk, category, submitted
from bot.digests.rituals.parts import agenda, numbers, questions
from bot.digests.rituals.ritual import Ritual

RITUAL = Ritual(
    "forecast_call",
    (
        numbers(
            "this_quarter",
            *("quota", "bookings", "gap_to_quota", "commit", "best_case", "forecast"),
        ),
        submitted,
        category("commit", top=5),
        category("best_case", top=3),
        at_risk(top=3),
        agenda("at_risk", "missing"),
        questions("commit_proof", "best_case_step", "next_quarter"),
    ),
)
