"""The chance that an open deal is won in the period: a logistic regression over past periods.

What single deals teach is `regression`; how the money of whole periods compared is here.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from tools.engine.projection.landmarks import Features, Landmark
from tools.engine.projection.regression import Weights, fitted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# What is assumed before any period is seen, with the weight of so many of them: that the money
# booked of open deals lies within a fifth of what was expected, one time in three beyond.
SPREAD, WEIGHT = 0.2, 2.0


@dataclass(frozen=True)
class Chances:
    """What past periods teach about open deals.

    `hold`: by how much the money booked was above (below) what chance by number said, drawn
    towards 1. `spread`: how far whole periods were off beyond the luck of single deals, as a
    share. `deals` and `won` were learnt from, over `periods`.
    """

    by_features: Mapping[Features, float]
    weights: Weights
    hold: float
    spread: float
    deals: int
    won: int
    periods: int

    def of(self, features: Features) -> float:
        """The chance of a deal by what is known of it, held to the money of past periods."""
        if features not in self.by_features:
            return min(self.hold * self.weights.chance(features), 0.99)
        return min(self.hold * self.by_features[features], 0.99)

    def of_each(self, known: Sequence[Features]) -> "NDArray[np.float64]":
        """The same of many deals."""
        import numpy as np  # noqa: PLC0415 (a tenth of a second, for this figure alone)

        return np.array([self.of(one) for one in known], dtype=np.float64)


def learn(landmarks: Sequence[Landmark]) -> Chances | None:
    """Learns from past periods; None where no open deal was won in any of them, or none was not."""
    deals: Counter[Features] = Counter()
    won: Counter[Features] = Counter()
    for cell in chain(*landmarks):
        deals[cell.features] += cell.deals
        won[cell.features] += cell.won
    if not 0 < won.total() < deals.total():
        return None
    weights = fitted(deals, won)
    by_features = {one: weights.chance(one) for one in deals}
    periods = [_period(landmark, by_features) for landmark in landmarks if landmark]
    expected = sum(p.expected for p in periods)
    # One period more, in which all went as expected.
    hold = (sum(p.booked for p in periods) + expected / len(periods)) / (
        expected + expected / len(periods)
    )
    spread = _spread(periods, hold)
    return Chances(by_features, weights, hold, spread, deals.total(), won.total(), len(periods))


def by_weights() -> Chances:
    """Without any history: nothing learnt, and twice as unsure."""
    return Chances({}, Weights({}, 0.0), 1.0, 2 * SPREAD, 0, 0, 0)


@dataclass(frozen=True)
class _Period:
    expected: float
    booked: float
    luck: float  # the variance that single deals bring by themselves


def _period(landmark: Landmark, chance: Mapping[Features, float]) -> _Period:
    p = [(cell, chance[cell.features]) for cell in landmark]
    return _Period(
        sum(cell.money * one for cell, one in p),
        sum(cell.booked for cell in landmark),
        sum(cell.squares * one * (1 - one) for cell, one in p),
    )


def _spread(periods: Sequence[_Period], hold: float) -> float:
    known = [p for p in periods if p.expected > 0]
    beyond = sum(
        ((p.booked / p.expected - hold) ** 2 - p.luck / p.expected**2) / hold**2 for p in known
    )
    n = len(known)
    drawn = (max(beyond, 0.0) + WEIGHT * SPREAD**2) / (n + WEIGHT)
    return float((drawn * (1 + 1 / (n + 1))) ** 0.5)
