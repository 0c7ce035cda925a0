"""What is still to come: bookings of deals that were not there yet, in past periods."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tools.engine.facts.deals import HONOURS, amount, won_deals
from tools.engine.inquiry import Inquiry
from tools.engine.measure import Aggregate, Cells
from tools.engine.period import period_of
from tools.engine.projection.horizon import Horizon
from tools.engine.rows import Rows

WEIGHT = 2.0  # periods that an assumed spread as large as the mean counts for
HALVED = 4  # periods after which one counts half: companies grow


@dataclass(frozen=True)
class Arrivals:
    """Mean and variance of what one more such period brings, in ten-thousandths of the reporting
    currency."""

    mean: float
    variance: float


def arrived(inquiry: Inquiry, horizon: Horizon) -> Cells:
    """Part: `money` won in the rest of a past period of deals created after its day."""

    def fact(at: Inquiry) -> Rows:
        rows = won_deals(at)
        created = rows.columns["created_on"] > horizon.day
        return replace(rows, conditions=(*rows.conditions, created))

    rest = period_of(horizon.rest, inquiry.company.calendar)
    measure = Aggregate(fact, HONOURS, {"money": amount})
    return measure.read(replace(inquiry, period=rest))


def arrivals(seen: Sequence[Cells], label: str | None) -> Arrivals:
    """Of one group, the latest period first. The variance is drawn towards the square of the
    mean, the more the fewer periods there are, and widened by how unsure their mean is."""
    values = [float(cells.get(label, {}).get("money") or 0) for cells in seen]
    weights = [0.5 ** (place / HALVED) for place in range(len(values))]
    n = sum(weights)
    if not n:
        return Arrivals(0.0, 0.0)
    weighed = list(zip(weights, values, strict=True))
    mean = sum(weight * value for weight, value in weighed) / n
    squares = sum(weight * (value - mean) ** 2 for weight, value in weighed)
    variance = (squares + WEIGHT * mean**2) / (n - 1 + WEIGHT) * (1 + 1 / n)
    return Arrivals(mean, variance)
