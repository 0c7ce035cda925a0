"""Pushed: the close date was moved to a later day again and again."""

from tools.engine.checks import Check

CHECK = Check(
    "pushed",
    lambda h: h.pushes >= h.thresholds.pushes,
    lambda h: {"n": h.pushes, "day": h.c.close_on},
    limits=("pushes",),
)
