"""When what comes once a week is due: on its day at its hour where somebody is, outside their
quiet hours, caught up with until the end of the following day."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from bot.preferences import Preferences

MONDAY, EIGHT = 0, time(8)
CAUGHT_UP = 1  # days after its own on which it is still sent

Stage = Literal["early", "due", "over"]


@dataclass(frozen=True)
class Hours:
    """When something may come to one person: weekday (Monday is 0) and time, both on their own
    clock, and the hours in which nothing may; these may go past midnight."""

    day: int = MONDAY
    at: time = EIGHT
    quiet: tuple[time, time] | None = None

    def disturbs(self, moment: time) -> bool:
        """Whether this moment lies in the quiet hours."""
        if self.quiet is None:
            return False
        begin, end = self.quiet
        if begin <= end:
            return begin <= moment < end
        return moment >= begin or moment < end


@dataclass(frozen=True)
class Turn:
    """A person's turn of a week: the ISO week it counts for, its own day, and how it stands."""

    window: str
    day: date
    stage: Stage


def hours_of(chosen: Preferences) -> Hours:
    """When somebody has their digest."""
    return Hours(
        MONDAY if chosen.digest_day is None else chosen.digest_day,
        time.fromisoformat(chosen.digest_time) if chosen.digest_time else EIGHT,
        quiet_of(chosen),
    )


def quiet_of(chosen: Preferences) -> tuple[time, time] | None:
    """The hours in which somebody wants nothing unasked."""
    if chosen.quiet_from is None or chosen.quiet_to is None:
        return None
    return time.fromisoformat(chosen.quiet_from), time.fromisoformat(chosen.quiet_to)


def window_of(day: date) -> str:
    """The ISO week of a day where somebody is: "2026-W48"."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def turn_of(local: datetime, hours: Hours, *, caught_up: int = CAUGHT_UP) -> Turn:
    """The turn that was last or is today, on a local clock; `caught_up` days may pass after it."""
    since = (local.weekday() - hours.day) % 7
    day = local.date() - timedelta(days=since)
    stage: Stage = "due" if since <= caught_up else "over"
    too_soon = since == 0 and local.time() < hours.at
    if too_soon or (stage == "due" and hours.disturbs(local.time())):
        stage = "early"
    return Turn(window_of(day), day, stage)
