"""What the owner believed over time: the expected close date and the forecast category."""

from itertools import pairwise

from storage.sample.assumptions import (
    CATEGORY_AT,
    DOWNGRADED_WHEN_PUSHED,
    HOPEFUL_CYCLE,
    NO_CLOSE_DATE_AT_FIRST,
    PULLED_IN,
)
from storage.sample.catalogue import WON
from storage.sample.days import Days
from storage.sample.deal import Deal
from storage.sample.dice import Dice, weighted

_CATEGORIES = {
    (stage, wins): weighted(tables[not wins], 100)
    for stage, tables in CATEGORY_AT.items()
    for wins in (True, False)
}
_PUSHED_WHEN_DUE, _PUSHED_LATE = 0.45, 0.80  # cumulative shares; the rest is forgotten for weeks
_SEES_THE_REAL_DATE = 0.55  # when a deal that will be won is pushed


def expect(deal: Deal, days: Days, dice: Dice) -> None:
    """Fill in `close_dates`: a hopeful first date, pushes, sometimes a pull-in."""
    factor, spread = HOPEFUL_CYCLE
    hoped = deal.created + int(deal.account.segment.cycle * dice.around(factor, spread))
    expected = _rounded(hoped, days, dice)
    known = deal.created
    if dice.chance(NO_CLOSE_DATE_AT_FIRST):
        deal.close_dates = [(known, None)]
        known = next((day for day, stage in deal.visits[1:] if stage < WON), -1)
        if known < 0:
            return
        expected = max(expected, known + 5)
        deal.close_dates.append((known, expected))
    else:
        deal.close_dates = [(known, expected)]
    expected = _push(deal, expected, known, days, dice)
    _pull_in(deal, expected, days, dice)


def _rounded(day: int, days: Days, dice: Dice) -> int:
    """Close dates are mostly ends of months and quarters."""
    luck = dice.uniform()
    if luck < 0.40:
        return days.quarter_end[day]
    return days.month_end[day] if luck < 0.80 else days.workday_after[day]


def _push(deal: Deal, expected: int, known: int, days: Days, dice: Dice) -> int:
    """Move the date later each time it has come too near, until the deal ends or today is here."""
    stop = min(deal.ends, days.now + 1)
    while expected < deal.ends:
        day = days.workday_after[min(max(expected + _lag(dice), known + 1), days.last)]
        if day >= stop:
            break
        if deal.wins and dice.chance(_SEES_THE_REAL_DATE):
            later = days.month_end[deal.ends]
        else:
            later = _rounded(max(day, expected) + dice.between(12, 65), days, dice)
        expected, known = max(later, expected + 3), day
        deal.close_dates.append((day, expected))
        if expected > days.now + 450:
            break
    return expected


def _lag(dice: Dice) -> int:
    """Days from the expected close to the day it is pushed."""
    luck = dice.uniform()
    if luck < _PUSHED_WHEN_DUE:
        return -dice.between(2, 12)
    return dice.between(1, 12) if luck < _PUSHED_LATE else dice.between(20, 75)


def _pull_in(deal: Deal, expected: int, days: Days, dice: Dice) -> None:
    """A win that goes faster than hoped is pulled in when its last open stage is entered."""
    day = next((day for day, stage in reversed(deal.visits) if stage < WON), 0)
    sooner = days.month_end[deal.ends]
    if deal.wins and sooner < expected and day > deal.close_dates[-1][0] and dice.chance(PULLED_IN):
        deal.close_dates.append((day, sooner))


def categorise(deal: Deal, dice: Dice) -> None:
    """Fill in `categories`: by stage, lowered at times when the close date is pushed."""
    pushes = [
        (day, -1)
        for (_, before), (day, after) in pairwise(deal.close_dates)
        if before is not None and after is not None and after > before
    ]
    history = [(deal.created, "pipeline")]
    for day, stage in sorted(pushes + deal.visits[1:]):
        before = history[-1][1]
        if stage >= WON:
            now = "closed"
        elif stage >= 0:
            now = dice.pick(_CATEGORIES[stage, deal.wins])
        elif before == "commit" and dice.chance(DOWNGRADED_WHEN_PUSHED):
            now = "best_case"
        else:
            continue
        if history[-1][0] == day:
            history[-1] = (day, now)  # the push and the move of one day: the move stands
        elif now != before:
            history.append((day, now))
    deal.categories = history
