"""A logistic regression on categories, with a ridge penalty.

Every known thing about a deal is a category of its own weight, drawn towards none: with few deals
the chance is close to that of any. The penalised likelihood (le Cessie and van Houwelingen, "Ridge
estimators in logistic regression", Applied Statistics 41, 1992) is concave, and maximised by
Newton's method in NumPy: a library of models takes ten times longer to load than this takes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING

from tools.engine.projection.landmarks import Features

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PENALTY = 1.0  # on the square of each weight but the constant's, which is not drawn to anything
_STEPS, _LEVEL = 100, 1e-9  # at most so many; the rise that is none, of a likelihood of deals

Category = tuple[int, str]  # its place among the features, and its value


@dataclass(frozen=True)
class Weights:
    """What each category adds to the logarithm of the odds; one never seen adds nothing."""

    of: Mapping[Category, float]
    constant: float

    def chance(self, features: Features) -> float:
        """The chance of a deal of which this is known."""
        odds = self.constant + sum(self.of.get(one, 0.0) for one in _categories(features))
        return 1 / (1 + exp(-odds))


def fitted(deals: Mapping[Features, int], won: Mapping[Features, int]) -> Weights:
    """The weights under which what became of so many deals is likeliest, by what was known of
    them; some were won and some were not."""
    import numpy as np  # noqa: PLC0415 (a tenth of a second, for this figure alone)

    places = {one: n for n, one in enumerate(sorted({c for f in deals for c in _categories(f)}))}
    x = _design(list(deals), places)
    total = np.array(list(deals.values()), dtype=float)
    hits = np.array([won[one] for one in deals], dtype=float)
    *each, constant = (float(w) for w in _likeliest(x, total, hits))
    return Weights(dict(zip(places, each, strict=True)), constant)


def _likeliest(
    x: "NDArray[np.float64]", total: "NDArray[np.float64]", hits: "NDArray[np.float64]"
) -> "NDArray[np.float64]":
    """Newton's steps, halved where they lead down, until none leads up."""
    import numpy as np  # noqa: PLC0415

    ridge = np.append(np.full(x.shape[1] - 1, PENALTY), 0.0)

    def likelihood(w: "NDArray[np.float64]") -> float:
        z = x @ w
        return float(hits @ z - total @ np.logaddexp(0.0, z) - ridge @ w**2 / 2)

    w = np.zeros(x.shape[1])
    reached = likelihood(w)
    for _ in range(_STEPS):
        p = np.exp(-np.logaddexp(0.0, -(x @ w)))
        slope = x.T @ (hits - total * p) - ridge * w
        curvature = x.T @ (x * (total * p * (1 - p))[:, None]) + np.diag(ridge)
        step = np.linalg.solve(curvature, slope)
        while likelihood(w + step) < reached and slope @ step > _LEVEL:
            step /= 2
        w, rise = w + step, slope @ step
        reached = likelihood(w)
        if rise <= _LEVEL:
            break
    return w


def _design(each: Sequence[Features], places: Mapping[Category, int]) -> "NDArray[np.float64]":
    """A row for each, a column for each category, and one of ones for the constant."""
    import numpy as np  # noqa: PLC0415

    x = np.zeros((len(each), len(places) + 1))
    x[:, -1] = 1.0
    for row, features in enumerate(each):
        x[row, [places[one] for one in _categories(features)]] = 1.0
    return x


def _categories(features: Features) -> list[Category]:
    return [(place, str(value)) for place, value in enumerate(features)]
