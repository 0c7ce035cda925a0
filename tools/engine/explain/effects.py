"""What each thing that a figure is computed from did to it: the numerator, the denominator, ...

The Shapley value: each part in turn goes from what it was to what it is, and its effect is the
mean over all orders in which the parts may do so. The effects add up to the whole change,
whatever the formula; for one part divided by another it is the midpoint decomposition.

Source: L. S. Shapley, "A Value for n-Person Games" (1953); for decompositions A. F. Shorrocks,
"Decomposition procedures for distributional analysis", Journal of Economic Inequality 11 (2013).
"""

from collections.abc import Mapping
from itertools import combinations
from math import factorial

from tools.engine.explain.shown import Breakdown, Part
from tools.engine.explain.sides import Pair, Sides, numbers, same

MOST = 8  # parts: two to the power of them values have to be computed


def effects(sides: Sides, whole: Pair) -> Breakdown | None:
    """The effect of every part that changed the figure; None where it is not made of numbers, or
    has no value half-way."""
    before, after = (numbers(parts) for parts in whole)
    if any(len(numbers(parts)) < len(parts) for parts in whole):
        return None
    moved = [n for n in {**before, **after} if before.get(n, 0.0) != after.get(n, 0.0)]
    if len(moved) > MOST:
        return None
    values = _values(sides, moved, before, after)
    if values is None:
        return None
    told = [
        Part(label=name, value=_effect(name, moved, values))
        for name in moved
        if _matters(name, values)
    ]
    return Breakdown(by="effect", parts=sorted(told, key=lambda part: -abs(part.value)))


Values = Mapping[frozenset[str], float]


def _values(
    sides: Sides, moved: list[str], before: Mapping[str, float], after: Mapping[str, float]
) -> Values | None:
    """The figure with each set of parts as they are and the others as they were."""
    found: dict[frozenset[str], float] = {}
    for size in range(len(moved) + 1):
        for some in combinations(moved, size):
            parts = {**before, **{name: after.get(name, 0.0) for name in some}}
            value = sides.value(parts)
            if value is None:
                return None
            found[frozenset(some)] = value
    return found


def _effect(name: str, moved: list[str], values: Values) -> float:
    others = [other for other in moved if other != name]
    count = len(moved)
    return sum(
        factorial(len(some)) * factorial(count - len(some) - 1) / factorial(count)
        * (values[some | {name}] - values[some])
        for some in values
        if some <= set(others)
    )  # fmt: skip


def _matters(name: str, values: Values) -> bool:
    """Parts that only say how many stand behind it change nothing in any order."""
    return any(not same(values[some | {name}], values[some]) for some in values if name not in some)
