"""What selling and marketing cost, month by month."""

from collections.abc import Iterator

from storage.sample.assumptions import COST_OF_A_REP, COST_SPREAD, MARKETING_OF_BOOKINGS
from storage.sample.days import Days
from storage.sample.dice import Dice
from storage.sample.ledger import Ledger
from storage.sample.rates import REPORTING_CURRENCY
from storage.sample.staff import Staff

_LEAST_MARKETING = 10_000.0  # a month


def cost_rows(
    seed: int, staff: Staff, ledger: Ledger, days: Days
) -> Iterator[tuple[str, str, str, str, str]]:
    """Rows of costs.csv: two for each month from the second quarter to today's month."""
    dice = Dice(seed, "costs")
    begins = days.quarter_begins(1)
    while begins <= days.now:
        ends = days.month_end[begins]
        reps = sum(rep.active(begins) for rep in staff.reps)
        sales = COST_OF_A_REP * max(1, reps) * dice.around(1, COST_SPREAD)
        budget = MARKETING_OF_BOOKINGS * ledger.total[days.quarter[begins] - 1] / 3
        marketing = max(_LEAST_MARKETING, budget) * dice.around(1, COST_SPREAD)
        for kind, amount in (("sales", sales), ("marketing", marketing)):
            yield days.iso[begins], days.iso[ends], kind, f"{amount:.2f}", REPORTING_CURRENCY
        begins = ends + 1
