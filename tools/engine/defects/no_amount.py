"""No amount."""

from tools.engine.checks import Check

CHECK = Check("no_amount", lambda h: h.c.amount.is_(None))
