"""The way of a deal through the stages: skips, steps back, the quarter-end rush, reopening."""

from storage.sample.assumptions import (
    AUGUST_TO_SEPTEMBER,
    CYCLE_SPREAD,
    JANUARY_TO_DECEMBER,
    LOST_AT,
    LOST_CYCLE,
    QUARTER_END_RUSH,
    REOPENED,
    REOPENED_WIN_RATE,
    RUSH_DAYS,
    STAGE_SPREAD,
    STARTS_IN_SECOND_STAGE,
    STEP_BACK,
    TIDY_AT_MONTH_END,
    WON_FROM,
)
from storage.sample.catalogue import LOST, STAGES, WON
from storage.sample.days import Days
from storage.sample.deal import Deal
from storage.sample.dice import Dice, weighted

_LOST_AT = weighted(LOST_AT, 100)
_WON_FROM = weighted(WON_FROM, 100)
_WHOLE = sum(stage.days for stage in STAGES)
_JANUARY, _AUGUST = 1, 8
_FIRST_WITH_A_STEP_BACK = 2


def walk(deal: Deal, days: Days, dice: Dice) -> None:
    """Fill in `visits` up to today, `ends`, and what the last attempt came to (`wins`)."""
    stage = 1 if dice.chance(STARTS_IN_SECOND_STAGE) else 0
    deal.visits = [(deal.created, stage)]
    _attempt(deal, stage, days, dice)
    if deal.lost and dice.chance(REOPENED):
        day = _later(deal.ends, dice.between(15, 75), days)
        if day <= days.now:
            deal.wins = dice.chance(REOPENED_WIN_RATE)
            stage = dice.between(2, 4)
            deal.visits.append((day, stage))
            _attempt(deal, stage, days, dice)


def _attempt(deal: Deal, stage: int, days: Days, dice: Dice) -> None:
    """From a stage just entered to the end; what lies after today is not written down."""
    segment = deal.account.segment
    lost_cycle, lost_spread = LOST_CYCLE
    pace = dice.around(segment.cycle, CYCLE_SPREAD) / _WHOLE
    if not deal.wins:
        pace *= dice.around(lost_cycle, lost_spread)
    reach = max(stage, dice.pick(_WON_FROM if deal.wins else _LOST_AT))
    visits = deal.visits
    day = visits[-1][0]
    while True:
        day = _later(day, pace * STAGES[stage].days * dice.around(1, STAGE_SPREAD), days)
        back = stage >= _FIRST_WITH_A_STEP_BACK and dice.chance(STEP_BACK)
        if stage == reach and not back:
            break
        skips = stage + 2 <= reach and dice.chance(segment.skip)
        stage += -1 if back else 1 + skips
        if day <= days.now:
            visits.append((day, stage))
    deal.ends = (_signed if deal.wins else _given_up)(day, visits[-1][0], days, dice)
    if deal.ends <= days.now:
        visits.append((deal.ends, WON if deal.wins else LOST))


def _later(day: int, length: float, days: Days) -> int:
    """A working day after `day`, about `length` days on."""
    return days.workday_after[min(day + max(1, round(length)), days.last)]


def _signed(day: int, entered: int, days: Days, dice: Dice) -> int:
    """When a deal ready on `day` is signed: August waits, year and quarter ends pull."""
    if days.month[day] == _AUGUST and dice.chance(AUGUST_TO_SEPTEMBER):
        day = _later(day, 30, days)
    elif days.month[day] == _JANUARY and dice.chance(JANUARY_TO_DECEMBER):
        day = max(days.workday_before[max(day - 31, 0)], _later(entered, 1, days))
    if dice.chance(QUARTER_END_RUSH):
        rush = days.quarter_end[day] - int(RUSH_DAYS * dice.uniform() ** 2)
        day = max(days.workday_before[rush], _later(entered, 1, days))
    return day


def _given_up(day: int, entered: int, days: Days, dice: Dice) -> int:
    if dice.chance(TIDY_AT_MONTH_END):
        return max(days.workday_before[days.month_end[day]], _later(entered, 1, days))
    return day
