"""The chance that an open deal is won in the period: a logistic regression over past periods.

Every known thing about a deal is a category of its own weight, drawn towards none by a ridge
penalty (scikit-learn's `LogisticRegression`): with few deals the chance is close to that of any.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tools.engine.projection.features import NAMES
from tools.engine.projection.landmarks import Features, Landmark

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PENALTY = 1.0  # scikit-learn's C: one deal more of a kind is worth this much evidence
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
    model: Any
    hold: float
    spread: float
    deals: int
    won: int
    periods: int

    def of(self, each: Sequence[Features]) -> "NDArray[np.float64]":
        """The chance of each deal by what is known of it, held to the money of past periods."""
        import numpy as np  # noqa: PLC0415 (a tenth of a second, for this figure alone)

        unseen = [one for one in dict.fromkeys(each) if one not in self.by_features]
        found = {**self.by_features, **_predicted(self.model, unseen)}
        return np.minimum(self.hold * np.array([found[one] for one in each], dtype=float), 0.99)


def learn(landmarks: Sequence[Landmark]) -> Chances | None:
    """Learns from past periods; None where no open deal was won in any of them, or none was not."""
    cells = [cell for landmark in landmarks for cell in landmark]
    deals, won = sum(c.deals for c in cells), sum(c.won for c in cells)
    if not 0 < won < deals:
        return None
    model = _fitted(cells)
    by_features = _predicted(model, list(dict.fromkeys(cell.features for cell in cells)))
    periods = [_period(landmark, by_features) for landmark in landmarks if landmark]
    expected = sum(p.expected for p in periods)
    # One period more, in which all went as expected.
    hold = (sum(p.booked for p in periods) + expected / len(periods)) / (
        expected + expected / len(periods)
    )
    return Chances(by_features, model, hold, _spread(periods, hold), deals, won, len(periods))


def by_weights() -> Chances:
    """Without any history: nothing learnt, and twice as unsure."""
    return Chances({}, None, 1.0, 2 * SPREAD, 0, 0, 0)


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


def _fitted(cells: Landmark) -> Any:  # noqa: ANN401 (scikit-learn has no types)
    from sklearn.feature_extraction import DictVectorizer  # noqa: PLC0415 (a second to load)
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415
    from sklearn.pipeline import make_pipeline  # noqa: PLC0415

    rows = [_named(cell.features) for cell in cells]
    model = make_pipeline(
        DictVectorizer(sparse=False),
        LogisticRegression(C=PENALTY, solver="newton-cholesky", tol=1e-9),
    )
    outcomes = [1] * len(rows) + [0] * len(rows)
    weights = [c.won for c in cells] + [c.deals - c.won for c in cells]
    return model.fit(rows + rows, outcomes, logisticregression__sample_weight=weights)


def _predicted(model: Any, each: Sequence[Features]) -> dict[Features, float]:  # noqa: ANN401
    if not each or model is None:
        return {}
    chances = model.predict_proba([_named(one) for one in each])[:, 1]
    return {one: float(p) for one, p in zip(each, chances, strict=True)}


def _named(features: Features) -> dict[str, Hashable]:
    return {name: str(value) for name, value in zip(NAMES, features, strict=True)}
