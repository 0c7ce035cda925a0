"""A close date that is missing or past."""

from sqlalchemy import or_

from tools.engine.checks import Check

CHECK = Check(
    "close_date",
    lambda h: or_(h.c.close_on.is_(None), h.c.close_on < h.today),
    lambda h: {"day": h.c.close_on},
)
