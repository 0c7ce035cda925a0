"""No held activity for a month."""

from tools.engine.checks import Check

CHECK = Check(
    "no_activity",
    lambda h: h.idle_for(h.thresholds.idle_days),
    lambda h: {"since": h.last_held_on, "n": h.days_since(h.last_held_on)},
    limits=("idle_days",),
)
