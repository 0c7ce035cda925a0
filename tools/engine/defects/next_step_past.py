"""A next step whose day is past."""

from tools.engine.checks import Check

CHECK = Check(
    "next_step_past",
    lambda h: h.c.next_step_on < h.today,
    lambda h: {"day": h.c.next_step_on},
)
