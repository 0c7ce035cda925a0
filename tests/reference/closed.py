"""Won and lost, deal size, discounts, speed, recurring revenue."""

from math import fsum

from tests.reference.past import State
from tests.reference.periods import add_months
from tests.reference.result import Result, happened, lost, mean_of, median_of, ratio, total, won
from tests.reference.selection import Selection


def bookings(selection: Selection) -> Result:
    return Result(total(won(selection)), len(won(selection)))


def lost_value(selection: Selection) -> Result:
    return Result(total(lost(selection)), len(lost(selection)))


def deals_won(selection: Selection) -> Result:
    return Result(len(won(selection)), len(won(selection)))


def deals_lost(selection: Selection) -> Result:
    return Result(len(lost(selection)), len(lost(selection)))


def win_rate(selection: Selection) -> Result:
    wins, closed = len(won(selection)), len(won(selection)) + len(lost(selection))
    return ratio(wins, closed, closed)


def win_rate_by_value(selection: Selection) -> Result:
    wins, losses = won(selection), lost(selection)
    return ratio(total(wins), total(wins) + total(losses), len(wins) + len(losses))


def _sizes(selection: Selection) -> list[float]:
    """A deal without an amount has no size."""
    return [s.amount for s in won(selection) if s.amount is not None]


def average_deal(selection: Selection) -> Result:
    return Result(mean_of(_sizes(selection)).value, len(won(selection)))


def median_deal(selection: Selection) -> Result:
    return Result(median_of(_sizes(selection)).value, len(won(selection)))


def average_discount(selection: Selection) -> Result:
    return mean_of([s.deal.discount or 0.0 for s in won(selection)])


def discount_compliance(selection: Selection) -> Result:
    deals = [state.deal for state in won(selection)]

    def complies(discount: float | None, limit: float | None) -> bool:
        return discount is None or limit is None or discount <= limit

    good = [d for d in deals if complies(d.discount, d.product and d.product.max_discount)]
    return ratio(len(good), len(deals), len(deals))


def discount_cost(selection: Selection) -> Result:
    """What was given away whole has no list value."""
    costs = [
        state.amount / (1 - state.deal.discount) - state.amount
        for state in won(selection)
        if state.amount is not None and state.deal.discount and state.deal.discount < 1
    ]
    return Result(fsum(costs), len(won(selection)))


def _cycles(selection: Selection) -> list[float]:
    deals = [state.deal for state in won(selection)]
    return [float((d.closed_on - d.created_on).days) for d in deals if d.closed_on]


def cycle_time(selection: Selection) -> Result:
    return median_of(_cycles(selection))


def cycle_time_mean(selection: Selection) -> Result:
    return mean_of(_cycles(selection))


def _recurring(selection: Selection, states: list[State]) -> Result:
    deals = [state.deal for state in states if state.deal.mrr is not None]
    company = selection.company
    values = [
        d.mrr * company.rate(d.currency, d.closed_on)
        for d in deals
        if d.mrr is not None and d.closed_on
    ]
    return Result(fsum(values), len(values))


def mrr(selection: Selection) -> Result:
    """Live at the end of the period, or on the day asked for while the period runs."""
    day = selection.period.last_day(selection.day)

    def live(state: State) -> bool:
        signed, term = state.deal.closed_on, state.deal.term_months
        return bool(signed and signed <= day and (not term or day < add_months(signed, term)))

    return _recurring(selection, [state for state in selection.won if live(state)])


def arr(selection: Selection) -> Result:
    monthly = mrr(selection)
    return Result(12 * (monthly.value or 0.0), monthly.n)


def new_mrr(selection: Selection) -> Result:
    return _recurring(selection, won(selection))


def pipeline_created(selection: Selection) -> Result:
    states = [s for s in selection.now if happened(selection, s.deal.created_on)]
    return Result(total(states), len(states))


def deals_created(selection: Selection) -> Result:
    states = [s for s in selection.now if happened(selection, s.deal.created_on)]
    return Result(len(states), len(states))


def bookings_per_rep(selection: Selection) -> Result:
    """A rep counts who was active on any day of the period."""
    period = selection.period
    reps = [
        person
        for person in selection.company.people.values()
        if person.role == "rep"
        and selection.keeps_person(person)
        and (not (person.active_from and period.ends_on) or person.active_from <= period.ends_on)
        and (not (person.active_to and period.starts_on) or person.active_to >= period.starts_on)
    ]
    return ratio(total(won(selection)), len(reps), len(won(selection)))
