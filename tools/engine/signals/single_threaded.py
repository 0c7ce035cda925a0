"""Single-threaded: everything hangs on one contact, or none."""

from sqlalchemy import func

from tools.engine.checks import Check

CHECK = Check(
    "single_threaded",
    lambda h: h.c.contacts < h.thresholds.contacts,
    lambda h: {"n": func.nullif(h.c.contacts, 0)},
    limits=("contacts",),
)
