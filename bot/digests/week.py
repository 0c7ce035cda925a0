"""When the weekly digest is due: on Monday at eight, caught up with until Tuesday evening."""

from datetime import date, datetime, time
from typing import Literal

AT = time(8)
MONDAY, TUESDAY = 0, 1

Stage = Literal["early", "due", "over"]


def window_of(day: date) -> str:
    """The ISO week of a day where somebody is: "2026-W48"."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def stage_of(local: datetime) -> Stage:
    """Whether the week's digest is still to come, due, or its time over, on a local clock."""
    weekday = local.weekday()
    if weekday == MONDAY and local.time() < AT:
        return "early"
    return "due" if weekday <= TUESDAY else "over"
