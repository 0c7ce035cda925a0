"""The sheet of a one-to-one: a person's own figures and deals, for the two of them."""

from bot.digests.rituals.listing import at_risk, hygiene
from bot.digests.rituals.parts import numbers, questions
from bot.digests.rituals.ritual import Ritual

RITUAL = Ritual(
    "one_to_one",
    (
        numbers(
            "this_quarter",
            *("quota", "bookings", "quota_attainment", "gap_to_quota", "commit"),
            *("submitted_commit", "remaining_coverage"),
        ),
        numbers("last_30_days", "activities", "meetings", "no_show_rate", "pushes"),
        at_risk(top=5),
        hygiene(top=5),
        questions("one_proud", "one_stuck", "one_help"),
    ),
    of_one=True,
)
