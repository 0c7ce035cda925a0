"""Seeded draws, quick enough for a million deals."""

from collections.abc import Mapping, Sequence
from math import exp
from random import Random
from statistics import NormalDist
from typing import TypeVar

T = TypeVar("T")

_STEPS = 2048
# Looked up, not computed: the quantiles at the middle of 2048 equal slices.
_NORMALS = tuple(NormalDist().inv_cdf((k + 0.5) / _STEPS) for k in range(_STEPS))


def weighted(shares: Mapping[T, float], size: int = 400) -> tuple[T, ...]:
    """A table in which each key takes its share of `size` places, for `Dice.pick`."""
    total = sum(shares.values())
    table: list[T] = []
    reached = 0.0
    for key, share in shares.items():
        reached += share
        table += [key] * (round(size * reached / total) - len(table))
    return tuple(table)


class Dice:
    """One stream of chance; the same `seed` parts give the same draws on every machine.

    Only `Random.random` is used: the other methods of `random` may change between versions
    of Python, that one is promised not to.
    """

    __slots__ = ("uniform",)

    def __init__(self, *seed: object) -> None:
        self.uniform = Random(":".join(map(str, seed))).random

    def chance(self, share: float) -> bool:
        """True in this share of the draws."""
        return self.uniform() < share

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self.uniform() * (high - low + 1))

    def pick(self, table: Sequence[T]) -> T:
        """One entry, each as likely as the next."""
        return table[int(self.uniform() * len(table))]

    def normal(self) -> float:
        """Mean 0, standard deviation 1, never beyond 3.5."""
        return _NORMALS[int(self.uniform() * _STEPS)]

    def around(self, median: float, spread: float) -> float:
        """A log-normal draw with this median; `spread` is the sigma of its logarithm."""
        return median * exp(spread * _NORMALS[int(self.uniform() * _STEPS)])
