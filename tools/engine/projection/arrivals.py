"""What is still to come: bookings of deals that were not there yet, in past periods."""

from collections.abc import Sequence
from dataclasses import dataclass

WEIGHT = 2.0  # periods that an assumed spread as large as the mean counts for
HALVED = 4  # periods after which one counts half: companies grow


@dataclass(frozen=True)
class Arrivals:
    """Mean and variance of what one more such period brings, in ten-thousandths of the reporting
    currency."""

    mean: float
    variance: float


def arrivals(values: Sequence[float]) -> Arrivals:
    """From what so many past periods brought, the latest first. The variance is drawn towards the
    square of the mean, the more the fewer periods there are, and widened by how unsure their mean
    is."""
    weights = [0.5 ** (place / HALVED) for place in range(len(values))]
    n = sum(weights)
    if not n:
        return Arrivals(0.0, 0.0)
    weighed = list(zip(weights, values, strict=True))
    mean = sum(weight * value for weight, value in weighed) / n
    squares = sum(weight * (value - mean) ** 2 for weight, value in weighed)
    variance = (squares + WEIGHT * mean**2) / (n - 1 + WEIGHT) * (1 + 1 / n)
    return Arrivals(mean, variance)
