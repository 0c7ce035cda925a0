"""No next step is noted."""

from sqlalchemy import not_

from tools.engine.checks import Check

CHECK = Check("no_next_step", lambda h: not_(h.c.has_next_step))
