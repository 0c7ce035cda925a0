"""The weekly pipeline review: what is there, what moved in the week, which deals to speak of."""

from bot.digests.rituals.listing import at_risk, hygiene
from bot.digests.rituals.parts import agenda, moved, numbers
from bot.digests.rituals.ritual import Ritual

RITUAL = Ritual(
    "pipeline_review",
    (
        numbers("this_quarter", "pipeline", "gap_to_quota", "remaining_coverage"),
        agenda("at_risk", "hygiene"),
        moved(days=7),
        at_risk(top=5),
        hygiene(top=3),
    ),
)
