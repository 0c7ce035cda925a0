"""The open pipeline, today and as it stood; what it is held against."""

from dataclasses import replace
from datetime import date, timedelta
from math import fsum

from tests.reference.closed import bookings
from tests.reference.past import State
from tests.reference.periods import ALL, ONE_DAY, Period
from tests.reference.quotas import quota
from tests.reference.result import Result, ratio, total, won
from tests.reference.selection import Selection


def pipeline(selection: Selection) -> Result:
    return Result(total(selection.open_in_period), len(selection.open_in_period))


def pipeline_count(selection: Selection) -> Result:
    return Result(len(selection.open_in_period), len(selection.open_in_period))


def weighted_pipeline(selection: Selection) -> Result:
    def probability(state: State) -> float:
        if state.deal.probability is not None:
            return state.deal.probability
        return state.stage.probability if state.stage else 0.0

    states = selection.open_in_period
    return Result(fsum((s.amount or 0.0) * probability(s) for s in states), len(states))


def commit(selection: Selection) -> Result:
    return _rolled_up(selection, ("commit",))


def best_case(selection: Selection) -> Result:
    return _rolled_up(selection, ("commit", "best_case"))


def _rolled_up(selection: Selection, categories: tuple[str, ...]) -> Result:
    due = [s for s in selection.open_in_period if s.category in categories]
    signed = bookings(selection)
    assert signed.value is not None
    return Result(signed.value + total(due), signed.n + len(due))


def coverage(selection: Selection) -> Result | None:
    target = quota(selection)
    if target is None:
        return None
    return ratio(
        total(selection.open_in_period), target.value or 0.0, len(selection.open_in_period)
    )


def remaining_coverage(selection: Selection) -> Result | None:
    """No value once the target is met."""
    target = quota(selection)
    if target is None:
        return None
    n = len(selection.open_in_period)
    left = (target.value or 0.0) - total(won(selection))
    return ratio(total(selection.open_in_period), left, n) if left > 0 else Result(None, n)


def quota_attainment(selection: Selection) -> Result | None:
    target = quota(selection)
    return target and ratio(total(won(selection)), target.value or 0.0, len(won(selection)))


def gap_to_quota(selection: Selection) -> Result | None:
    target = quota(selection)
    if target is None or target.value is None:
        return target and Result(None, len(won(selection)))
    return Result(target.value - total(won(selection)), len(won(selection)))


def velocity(selection: Selection) -> Result:
    year = Period(selection.day - timedelta(days=364), selection.day)
    whole = replace(selection, period=ALL)
    wins = [s for s in selection.won if year.has(s.deal.closed_on)]
    losses = [s for s in selection.lost if year.has(s.deal.closed_on)]
    amounts = [s.amount for s in wins if s.amount is not None]
    days = [(s.deal.closed_on - s.deal.created_on).days for s in wins if s.deal.closed_on]
    count = len(whole.open_in_period)
    if not amounts or not sum(days):
        return Result(None, count)
    rate = len(wins) / (len(wins) + len(losses))
    return Result(count * rate * fsum(amounts) / len(amounts) / (sum(days) / len(days)), count)


def _open_at(selection: Selection, day: date) -> list[State]:
    return [state for state in selection.at(day) if state.is_open]


def _bounds(selection: Selection) -> tuple[date, date] | None:
    """The day before the period and its last day so far; None when it has not begun."""
    starts_on, ends_on = selection.period.starts_on, selection.period.ends_on
    if starts_on is None or ends_on is None or starts_on > selection.day:
        return None
    return starts_on - ONE_DAY, min(ends_on, selection.day)


def pipeline_turnover(selection: Selection) -> Result:
    signed, bounds = won(selection), _bounds(selection)
    if bounds is None:
        return Result(None, 0)
    mean = sum(total(_open_at(selection, day)) for day in bounds) / 2
    return ratio(total(signed), mean, len(signed))


def slippage_rate(selection: Selection) -> Result:
    bounds = _bounds(selection)
    if bounds is None:
        return Result(None, 0)
    period, (before, end) = selection.period, bounds
    due = [s.deal.id for s in _open_at(selection, before) if period.has(s.close_on)]
    everything = Selection(selection.company, selection.today, None, {}, ALL)
    later = {
        state.deal.id
        for state in _open_at(everything, end)
        if state.close_on and period.ends_on and state.close_on > period.ends_on
    }
    return ratio(len(later.intersection(due)), len(due), len(due))
