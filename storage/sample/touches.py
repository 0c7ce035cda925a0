"""The activities logged on a deal: calls, emails, meetings and demos, some yet to come."""

from itertools import count
from typing import NamedTuple

from storage.sample.assumptions import (
    DAYS_BETWEEN_TOUCHES,
    DONE_BY_MANAGER,
    LOGGED,
    NEXT_MEETING_BOOKED,
    SILENT,
    TIED_TO_ACCOUNT_ONLY,
)
from storage.sample.days import Days
from storage.sample.deal import Deal
from storage.sample.dice import Dice, weighted
from storage.sample.staff import Person

_KINDS = weighted({"email": 0.40, "call": 0.28, "meeting": 0.22, "demo": 0.10}, 100)
_OUTCOMES = {
    "email": weighted({"": 0.7, "held": 0.3}, 100),
    "call": weighted({"held": 0.72, "": 0.13, "no_show": 0.08, "cancelled": 0.07}, 100),
    "meeting": weighted({"held": 0.80, "": 0.03, "no_show": 0.08, "cancelled": 0.09}, 100),
    "demo": weighted({"held": 0.80, "": 0.02, "no_show": 0.11, "cancelled": 0.07}, 100),
}
_QUALIFIED = {True: 0.8, False: 0.5}  # share of held meetings, of deals that will be won or not
_MOST = 25


class Touch(NamedTuple):
    """A row of activities.csv."""

    id: str
    opportunity_id: str
    account_id: str
    owner_email: str
    kind: str
    occurred_at: str
    outcome: str
    qualified: str


class Touches:
    """Writes activities, numbered through the whole sample."""

    def __init__(self, days: Days) -> None:
        self._days = days
        self._numbers = count(1)

    def of(self, deal: Deal, account_id: str, dice: Dice) -> list[Touch]:
        """The activities of one deal, and at times one with its account alone."""
        days = self._days
        stop = min(deal.ends, days.now)
        touches = [
            self._touch(deal, account_id, day, _KINDS, dice)
            for day in (_closed_days if deal.closed else _open_days)(deal, stop, days, dice)
        ]
        if not deal.closed and dice.chance(NEXT_MEETING_BOOKED):
            day = days.workday_after[days.now + dice.between(1, 21)]
            booked = self._touch(deal, account_id, day, ("meeting", "meeting", "demo"), dice)
            touches.append(booked._replace(outcome="scheduled", qualified=""))
        if account_id and dice.chance(TIED_TO_ACCOUNT_ONLY):
            day = days.workday_before[dice.between(deal.created, stop)]
            alone = self._touch(deal, account_id, max(day, deal.created), ("call", "email"), dice)
            touches.append(alone._replace(opportunity_id=""))
        return touches

    def _touch(
        self, deal: Deal, account_id: str, day: int, kinds: tuple[str, ...], dice: Dice
    ) -> Touch:
        kind = dice.pick(kinds)
        outcome = dice.pick(_OUTCOMES[kind])
        qualified = ""
        if outcome == "held" and kind in ("meeting", "demo"):
            qualified = "true" if dice.chance(_QUALIFIED[deal.wins]) else "false"
        return Touch(
            f"T-{next(self._numbers):07d}", deal.id, account_id, _doer(deal, day, dice).email,
            kind, self._days.instant(day, int(600 * dice.uniform())), outcome, qualified,
        )  # fmt: skip


def _closed_days(deal: Deal, stop: int, days: Days, dice: Dice) -> list[int]:
    """Spread over the life of a win; a loss goes quiet before it is called one."""
    early, late = LOGGED
    logged = early + (late - early) * deal.created / days.now
    wanted = deal.account.segment.touches * logged * dice.around(1.3 if deal.wins else 0.85, 0.4)
    span = stop - deal.created
    before, uniform = days.workday_before, dice.uniform
    if deal.wins:
        places = [deal.created + int(span * uniform()) for _ in range(round(wanted))]
    else:
        places = [deal.created + int(0.85 * span * uniform() ** 1.4) for _ in range(round(wanted))]
    return [max(before[day], deal.created) for day in places]


def _open_days(deal: Deal, stop: int, days: Days, dice: Dice) -> list[int]:
    """Every week or two until today, or until the deal fell silent."""
    age = stop - deal.created
    if dice.chance(SILENT):
        stop -= dice.between(15, 70)
    gap = DAYS_BETWEEN_TOUCHES * dice.around(1, 0.5)
    wanted = min(_MOST, int(age / gap) + 1)
    places: list[int] = []
    day = float(stop)
    for _ in range(wanted):
        day -= gap * 2 * dice.uniform()
        if day <= deal.created:
            break
        places.append(max(days.workday_before[int(day)], deal.created))
    return places[::-1] or [deal.created]


def _doer(deal: Deal, day: int, dice: Dice) -> Person:
    """Who owned the deal on that day, or their manager who went along."""
    owner = next(person for since, person in reversed(deal.owners) if since <= day)
    boss = owner.manager
    if boss is not None and dice.chance(DONE_BY_MANAGER) and boss.active(day):
        return boss
    return owner
