"""The distribution of bookings at the end of a period, from its three parts.

Drawn at random from one fixed seed, so that the same store gives the same figure. Every draw is a
period: a common factor raises or lowers all chances, each of the largest deals is won or not, the
others together are normal by the central limit theorem, and what is still to come is gamma.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from tools.engine.projection.arrivals import Arrivals

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DRAWS = 4_000  # the ends of the range are then within a hundredth of the distribution
ONE_BY_ONE = 60  # deals that are won or lost each by itself
SEED = 2_026


@dataclass(frozen=True)
class Outlook:
    """Bookings at the end of the period, in ten-thousandths of the reporting currency.

    `won` + `open` + `to_come` = `median`: what is not won yet is shared as their means are.
    """

    low: float  # nine in ten end above
    median: float
    high: float  # one in ten ends above
    mean: float
    won: float
    open: float
    to_come: float
    draws: "NDArray[np.float64]" = field(repr=False, compare=False)

    def chance(self, target: float) -> float:
        """The share of draws that reach the target."""
        return float((self.draws >= target).mean())


class Odds(NamedTuple):
    """Open deals: the largest ones with the chance of each, at most `ONE_BY_ONE` of them, and the
    mean and variance of what all others together bring."""

    amounts: Sequence[float]
    chances: Sequence[float]
    mean: float
    variance: float


def outlook(won: float, odds: Odds, spread: float, to_come: Arrivals) -> Outlook:
    """The distribution, from what is won, open deals with their chances, and what is to come."""
    import numpy as np  # noqa: PLC0415 (for this figure alone)

    dice = np.random.default_rng(SEED)
    factor = _gamma(dice, 1.0, spread**2)
    opened = _open(dice, odds, factor)
    coming = _gamma(dice, to_come.mean, to_come.variance)
    draws = won + opened + coming
    low, median, high = (float(q) for q in np.quantile(draws, (0.1, 0.5, 0.9)))
    expected = odds.mean + sum(a * p for a, p in zip(odds.amounts, odds.chances, strict=True))
    beyond = expected + to_come.mean
    share = expected / beyond if beyond else 0.0
    left = median - won
    return Outlook(low, median, high, won + beyond, won, left * share, left * (1 - share), draws)


def _open(
    dice: "np.random.Generator", odds: Odds, factor: "NDArray[np.float64]"
) -> "NDArray[np.float64]":
    import numpy as np  # noqa: PLC0415

    luck = dice.random((DRAWS, len(odds.amounts)))
    is_won = luck < np.minimum(factor[:, None] * np.array(odds.chances), 1.0)
    deviation = np.sqrt(factor * odds.variance)
    rest = factor * odds.mean + deviation * dice.standard_normal(DRAWS)
    drawn: NDArray[np.float64] = is_won @ np.array(odds.amounts) + np.maximum(rest, 0.0)
    return drawn


def _gamma(dice: "np.random.Generator", mean: float, variance: float) -> "NDArray[np.float64]":
    import numpy as np  # noqa: PLC0415

    if mean <= 0 or variance <= 0:
        return np.full(DRAWS, mean)
    return dice.gamma(mean**2 / variance, variance / mean, DRAWS)
