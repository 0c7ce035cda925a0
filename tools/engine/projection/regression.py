"""A logistic regression on categories, with a ridge penalty.

Every known thing about a deal is a category of its own weight, drawn towards none: with few deals
the chance is close to that of any. The penalised likelihood (le Cessie and van Houwelingen, "Ridge
estimators in logistic regression", Applied Statistics 41, 1992) is maximised by SciPy's Newton
method in a trust region: a larger library of models would take longer to load than to use.
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
_STEEPEST = 1e-6  # slope that is level, of a likelihood that falls by one with a deal

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
    import numpy as np  # noqa: PLC0415 (half a second with SciPy, for this figure alone)
    from scipy.optimize import minimize  # noqa: PLC0415

    places = {one: n for n, one in enumerate(sorted({c for f in deals for c in _categories(f)}))}
    x = _design(list(deals), places)
    total = np.array(list(deals.values()), dtype=float)
    hits = np.array([won[one] for one in deals], dtype=float)
    ridge = np.full(x.shape[1], PENALTY)
    ridge[-1] = 0.0

    def against(w: "NDArray[np.float64]") -> "tuple[float, NDArray[np.float64]]":
        z = x @ w
        off = total @ np.logaddexp(0.0, z) - hits @ z + ridge @ w**2 / 2
        return float(off), x.T @ (total * _expit(z) - hits) + ridge * w

    def curvature(w: "NDArray[np.float64]") -> "NDArray[np.float64]":
        p = _expit(x @ w)
        return x.T @ (x * (total * p * (1 - p))[:, None]) + np.diag(ridge)

    start = np.zeros(x.shape[1])
    options = {"gtol": _STEEPEST}
    best = minimize(against, start, jac=True, hess=curvature, method="trust-exact", options=options)
    *each, constant = (float(w) for w in best.x)
    return Weights(dict(zip(places, each, strict=True)), constant)


def _expit(z: "NDArray[np.float64]") -> "NDArray[np.float64]":
    from scipy.special import expit  # noqa: PLC0415

    p: NDArray[np.float64] = expit(z)
    return p


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
