"""How far the rate of a small group is to be trusted: empirical Bayes for shares.

The groups' true rates are taken to be spread around the rate of all by a Beta distribution.
How widely is estimated from the groups themselves by the method of moments (J. C. Kleinman,
"Proportions with extraneous variance", JASA 68, 1973, with the sizes as weights); the posterior
of a group is then a Beta distribution too, whose mean lies between the group's own rate and that
of all. Its interval takes the spread as known, as usual in empirical Bayes.
"""

import math
from collections.abc import Collection
from dataclasses import dataclass

LEVEL = 0.9  # of intervals
CHANCE = 0.05  # groups differ where chance alone does so less often than this
EXPECTED = 5  # of each outcome in the average group: what the chi-square test asks for

THIN, ALIKE = "thin_history", "no_spread"


@dataclass(frozen=True)
class Tally:
    """Of so many closed deals so many were won."""

    won: int = 0
    closed: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.won + other.won, self.closed + other.closed)

    @property
    def rate(self) -> float:
        """The share won; there has to be a closed deal."""
        return self.won / self.closed


@dataclass(frozen=True)
class Shrinkage:
    """As how many closed deals the rate of all counts beside a group's own.

    Infinitely many where the groups' own rates say nothing, and then `why`: `thin_history` or
    `no_spread` beyond chance (None where there is one group only).
    """

    deals: float
    why: str | None = None


@dataclass(frozen=True)
class Estimate:
    """A share with the interval that holds the true one nine times in ten."""

    value: float
    low: float
    high: float


def learn(groups: Collection[Tally]) -> Shrinkage:
    """How much the rate of all weighs, learnt from how much the groups' rates differ."""
    of = [group for group in groups if group.closed]
    if len(of) < 2:
        return Shrinkage(math.inf)
    whole = sum(of, Tally())
    rate, others = whole.rate, len(of) - 1
    if whole.closed * min(rate, 1 - rate) < EXPECTED * len(of):
        return Shrinkage(math.inf, THIN)
    spread = sum(g.closed * (g.rate - rate) ** 2 for g in of) / (rate * (1 - rate))
    if _by_chance(spread, others) > CHANCE:
        return Shrinkage(math.inf, ALIKE)
    room = whole.closed - sum(g.closed**2 for g in of) / whole.closed - others
    correlation = (spread - others) / room  # of two deals of one group, above zero here
    return Shrinkage(max(0.0, 1 / correlation - 1))


def shrunk(group: Tally, whole: Tally, shrinkage: Shrinkage) -> float:
    """The group's rate drawn towards that of all; there has to be a closed deal in all."""
    if math.isinf(shrinkage.deals) or not group.closed:
        return whole.rate
    return (group.won + shrinkage.deals * whole.rate) / (group.closed + shrinkage.deals)


def estimate(group: Tally, whole: Tally, shrinkage: Shrinkage) -> Estimate:
    """The same with its interval."""
    if math.isinf(shrinkage.deals):
        return alone(whole)
    won = group.won + shrinkage.deals * whole.rate
    lost = group.closed + shrinkage.deals - won
    return _around(shrunk(group, whole, shrinkage), won, lost)


def alone(tally: Tally) -> Estimate:
    """A rate as it is, with Jeffreys' interval (Brown, Cai and DasGupta, "Interval Estimation
    for a Binomial Proportion", Statistical Science 16, 2001)."""
    return _around(tally.rate, tally.won + 0.5, tally.closed - tally.won + 0.5)


def _around(value: float, won: float, lost: float) -> Estimate:
    if not won or not lost:
        return Estimate(value, value, value)
    from scipy.special import betaincinv  # noqa: PLC0415 (half a second, for few figures)

    low, high = (float(betaincinv(won, lost, p)) for p in ((1 - LEVEL) / 2, (1 + LEVEL) / 2))
    return Estimate(value, min(low, value), max(high, value))


def _by_chance(spread: float, others: int) -> float:
    """How often groups that are all alike show this spread or more (chi-square test)."""
    from scipy.special import chdtrc  # noqa: PLC0415

    return float(chdtrc(others, spread))
