"""Overdue: still open after its close date."""

from tools.engine.checks import Check

CHECK = Check(
    "overdue",
    lambda h: h.c.close_on < h.today,
    lambda h: {"day": h.c.close_on, "n": h.days_since(h.c.close_on)},
)
