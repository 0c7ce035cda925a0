"""Stalled: in its stage for much longer than deals that were won."""

from tools.engine.checks import Check

CHECK = Check(
    "stalled",
    lambda h: h.stays_longer_than(h.thresholds.stalled_times),
    lambda h: {
        "since": h.c.stage_since,
        "n": h.days_since(h.c.stage_since),
        "median": h.median,
    },
    limits=("stalled_times",),
)
