"""The distribution of bookings at the end of a period, from its three parts.

Drawn at random from one fixed seed, so that the same store gives the same figure. Every draw is a
period: a common factor raises or lowers all chances, each of the largest deals is won or not, the
others together are normal by the central limit theorem, and what is still to come is gamma.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
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

    amounts: "Sequence[float] | NDArray[np.float64]"
    chances: "Sequence[float] | NDArray[np.float64]"
    mean: float
    variance: float


def outlook(won: float, odds: Odds, spread: float, to_come: Arrivals) -> Outlook:
    """The distribution, from what is won, open deals with their chances, and what is to come."""
    import numpy as np  # noqa: PLC0415 (for this figure alone)

    draws = won + _open(odds, spread) + _gamma(_TO_COME, to_come.mean, to_come.variance)
    low, median, high = (float(q) for q in np.quantile(draws, (0.1, 0.5, 0.9)))
    expected = odds.mean + sum(a * p for a, p in zip(odds.amounts, odds.chances, strict=True))
    beyond = float(expected) + to_come.mean
    share = float(expected) / beyond if beyond else 0.0
    left = median - won
    return Outlook(low, median, high, won + beyond, won, left * share, left * (1 - share), draws)


# Each part has dice of its own, so that what they show does not depend on the other parts, and
# one throw serves all scopes.
_FACTOR, _LUCK, _REST, _TO_COME = range(4)


def _open(odds: Odds, spread: float) -> "NDArray[np.float64]":
    import numpy as np  # noqa: PLC0415

    factor, luck = _luck(spread)
    # A deal whose chance the factor raises above one is won: no luck is as high.
    is_won = luck[: len(odds.amounts)] < np.array(odds.chances)[:, None]
    deviation = np.sqrt(factor * odds.variance)
    rest = factor * odds.mean + deviation * _normal()
    largest: NDArray[np.float64] = np.array(odds.amounts) @ is_won.astype(np.float64)
    return largest + np.maximum(rest, 0.0)


@lru_cache(maxsize=64)
def _luck(spread: float) -> "tuple[NDArray[np.float64], NDArray[np.float64]]":
    """Of each draw the common factor, and below which chance each of the largest deals is lost."""
    factor = _gamma(_FACTOR, 1.0, spread**2)
    return factor, _dice(_LUCK).random((ONE_BY_ONE, DRAWS)) / factor


@lru_cache(maxsize=1)
def _normal() -> "NDArray[np.float64]":
    return _dice(_REST).standard_normal(DRAWS)


def _dice(part: int) -> "np.random.Generator":
    import numpy as np  # noqa: PLC0415

    return np.random.default_rng((SEED, part))


def _gamma(part: int, mean: float, variance: float) -> "NDArray[np.float64]":
    import numpy as np  # noqa: PLC0415

    if mean <= 0 or variance <= 0:
        return np.full(DRAWS, mean)
    return _dice(part).gamma(mean**2 / variance, variance / mean, DRAWS)
