"""The distribution of bookings at the end of a period, from its three parts.

Drawn at random from one fixed seed, so that the same store gives the same figure. Every draw is a
period: a common factor raises or lowers all chances, each of the largest deals is won or not, the
others together are normal by the central limit theorem, and what is still to come is gamma.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from tools.engine.memory import Memory
from tools.engine.projection.arrivals import Arrivals

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DRAWS = 4_000  # the ends of the range are then within a hundredth of the distribution
ONE_BY_ONE = 60  # deals that are won or lost each by itself
SEED = 2_026
_AT_A_TIME = 64  # distributions: their draws are two megabytes


@dataclass(frozen=True)
class Outlook:
    """Bookings at the end of the period, in ten-thousandths of the reporting currency.

    `won` + `open` + `to_come` = `median`: what is not won yet is shared as their means are.
    `chance`: the share of draws that reach the target, where there is one.
    """

    low: float  # nine in ten end above
    median: float
    high: float  # one in ten ends above
    mean: float
    won: float
    open: float
    to_come: float
    chance: float | None


class Odds(NamedTuple):
    """Open deals: the largest ones with the chance of each, at most `ONE_BY_ONE` of them, and the
    mean and variance of what all others together bring."""

    amounts: "Sequence[float] | NDArray[np.float64]"
    chances: "Sequence[float] | NDArray[np.float64]"
    mean: float
    variance: float

    @property
    def expected(self) -> float:
        """What all of them together bring, at the mean."""
        largest = sum(a * p for a, p in zip(self.amounts, self.chances, strict=True))
        return float(self.mean + largest)


class Parts(NamedTuple):
    """What a distribution is made of: what is won, open deals, by what share whole periods spread,
    and what is to come; and the target that it is held to."""

    won: float
    odds: Odds
    spread: float
    to_come: Arrivals
    target: float | None = None

    @property
    def key(self) -> Hashable:
        """All of it."""
        import numpy as np  # noqa: PLC0415

        won, (amounts, chances, *others), *more = self
        largest = (np.asarray(one, dtype=np.float64).tobytes() for one in (amounts, chances))
        return won, *largest, *others, *more


_DRAWN: Memory[Outlook] = Memory(most=5_000)  # a kibibyte each


def outlooks(each: Sequence[Parts]) -> list[Outlook]:
    """The distribution of each group. The same parts give the same one: it is drawn once."""
    by_key = {one.key: one for one in each}

    def draw(missing: Sequence[Hashable]) -> list[Outlook]:
        found: list[Outlook] = []
        for first in range(0, len(missing), _AT_A_TIME):
            found += _drawn([by_key[key] for key in missing[first : first + _AT_A_TIME]])
        return found

    return _DRAWN.each([one.key for one in each], draw)


def _drawn(each: Sequence[Parts]) -> list[Outlook]:
    import numpy as np  # noqa: PLC0415 (for this figure alone)

    dice, room = _Dice(_TO_COME), np.empty((ONE_BY_ONE, DRAWS))
    draws = np.empty((len(each), DRAWS))
    for row, (won, odds, spread, to_come, _) in zip(draws, each, strict=True):
        so_far = won + _open(odds, spread, room)
        np.add(so_far, dice.gamma(to_come.mean, to_come.variance), out=row)
    ends = np.quantile(draws, (0.1, 0.5, 0.9), axis=1).T.tolist()
    return [_outlook(*one) for one in zip(each, ends, draws, strict=True)]


def _outlook(
    parts: Parts, ends: tuple[float, float, float], draws: "NDArray[np.float64]"
) -> Outlook:
    won, odds, _, to_come, target = parts
    low, median, high = ends
    expected = odds.expected
    beyond = expected + to_come.mean
    share = expected / beyond if beyond else 0.0
    left = median - won
    chance = float((draws >= target).mean()) if target else None
    return Outlook(low, median, high, won + beyond, won, left * share, left * (1 - share), chance)


# Each part has dice of its own, so that what they show does not depend on the other parts, and
# one throw serves all scopes.
_FACTOR, _LUCK, _REST, _TO_COME = range(4)


def _open(odds: Odds, spread: float, room: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """What open deals bring in each draw; `room` is written into, whatever it held."""
    import numpy as np  # noqa: PLC0415

    factor, luck = _luck(spread)
    # A deal whose chance the factor raises above one is won: no luck is as high.
    is_won = room[: len(odds.amounts)]
    np.copyto(is_won, luck[: len(odds.amounts)] < np.array(odds.chances)[:, None])
    largest: NDArray[np.float64] = np.array(odds.amounts) @ is_won
    if not (odds.mean or odds.variance):
        return largest  # there are no others
    deviation = np.sqrt(factor * odds.variance)
    rest = factor * odds.mean + deviation * _normal()
    return largest + np.maximum(rest, 0.0)


@lru_cache(maxsize=24)  # two megabytes each
def _luck(spread: float) -> "tuple[NDArray[np.float64], NDArray[np.float64]]":
    """Of each draw the common factor, and below which chance each of the largest deals is lost."""
    factor = _Dice(_FACTOR).gamma(1.0, spread**2)
    return factor, _Dice(_LUCK).fresh().random((ONE_BY_ONE, DRAWS)) / factor


@lru_cache(maxsize=1)
def _normal() -> "NDArray[np.float64]":
    return _Dice(_REST).fresh().standard_normal(DRAWS)


class _Dice:
    """The dice of one part, thrown from the start each time."""

    def __init__(self, part: int) -> None:
        import numpy as np  # noqa: PLC0415

        self._generator = np.random.default_rng((SEED, part))
        self._start = self._generator.bit_generator.state

    def fresh(self) -> "np.random.Generator":
        """The dice before the first throw."""
        self._generator.bit_generator.state = self._start
        return self._generator

    def gamma(self, mean: float, variance: float) -> "NDArray[np.float64]":
        """A throw for each draw."""
        import numpy as np  # noqa: PLC0415

        if mean <= 0 or variance <= 0:
            return np.full(DRAWS, mean)
        return self.fresh().gamma(mean**2 / variance, variance / mean, DRAWS)
