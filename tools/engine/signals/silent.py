"""Silent: nobody has held an activity for a fortnight."""

from tools.engine.checks import Check

CHECK = Check(
    "silent",
    lambda h: h.idle_for(h.thresholds.silent_days),
    lambda h: {"since": h.last_held_on, "n": h.days_since(h.last_held_on)},
    limits=("silent_days",),
)
