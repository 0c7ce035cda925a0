"""More than noise: the tests of a person's numbers against their peers', like with like.

Who sells to large companies takes longer for it; so each segment is tested by itself, and the
segments are put together by Stouffer's method, weighted by what they tell. Within one, shares
are tested by Fisher's exact test (mid-p), days and discounts by Mann-Whitney, which asks nothing
of how they are spread. Over all comparisons of a request: Benjamini and Hochberg's false
discovery rate.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt

LEAST = 10  # observations on each side; with fewer, nothing is said
RATE = 0.05  # of what is told, at most this share is expected to be chance
_SURE = 1e-15  # as near to certain as a probability is told

Hits = tuple[int, int]  # how many, of how many
Values = Counter[float]


@dataclass(frozen=True)
class Sides:
    """A person's value and n; the peers' as it would be with the person's segments, and their n;
    the probability of such a difference by chance alone, either way."""

    value: float
    n: int
    peers: float
    peers_n: int
    p: float


def shares(strata: Sequence[tuple[Hits, Hits]]) -> Sides | None:
    """(hits, of how many) of the person and of the peers in each segment; segments in which one
    side has nothing tell nothing. None with too few on a side."""
    told = [(own, peers) for own, peers in strata if own[1] and peers[1]]
    n, peers_n = sum(own[1] for own, _ in told), sum(peers[1] for _, peers in told)
    if min(n, peers_n) < LEAST:
        return None
    return Sides(
        value=sum(own[0] for own, _ in told) / n,
        n=n,
        peers=sum(own[1] * peers[0] / peers[1] for own, peers in told) / n,
        peers_n=peers_n,
        p=_together([(_fisher(*one), one[0][1], one[1][1]) for one in told]),
    )


def spreads(strata: Sequence[tuple[Values, Values]], *, middle: bool) -> Sides | None:
    """The same for counted values, told by the median (`middle`) or the mean."""
    told = [(own, peers) for own, peers in strata if own.total() and peers.total()]
    n, peers_n = sum(own.total() for own, _ in told), sum(peers.total() for _, peers in told)
    if min(n, peers_n) < LEAST:
        return None
    tell: Callable[[Sequence[tuple[float, float]]], float] = _median if middle else _mean
    return Sides(
        value=tell([(value, times) for own, _ in told for value, times in own.items()]),
        n=n,
        peers=tell(
            [
                (value, times * own.total() / peers.total())
                for own, peers in told
                for value, times in peers.items()
            ]
        ),
        peers_n=peers_n,
        p=_together([(_mann_whitney(*one), one[0].total(), one[1].total()) for one in told]),
    )


def adjusted(chances: Sequence[float]) -> list[float]:
    """Each p-value after the correction for all of them."""
    from scipy.stats import false_discovery_control  # noqa: PLC0415 (only coaching needs it)

    return [float(p) for p in false_discovery_control(chances)] if chances else []


def _fisher(own: Hits, peers: Hits) -> float:
    """The probability of more hits than this by chance, half of those with as many in it: 0.5
    where nothing else could have come out."""
    from scipy.stats import hypergeom  # noqa: PLC0415

    drawn = hypergeom(own[1] + peers[1], own[0] + peers[0], own[1])
    return float(drawn.sf(own[0]) + drawn.pmf(own[0]) / 2)


def _mann_whitney(own: Values, peers: Values) -> float:
    """The probability of larger values than these by chance; 0.5 where all are the same."""
    from scipy.stats import mannwhitneyu  # noqa: PLC0415

    if len(own.keys() | peers.keys()) == 1:
        return 0.5
    mine, theirs = list(own.elements()), list(peers.elements())
    test = mannwhitneyu(mine, theirs, alternative="greater", method="asymptotic")
    return float(test.pvalue)


def _together(segments: Sequence[tuple[float, int, int]]) -> float:
    """Either way: (probability of more, observations on each side) of all segments."""
    from scipy.stats import combine_pvalues  # noqa: PLC0415

    chances = [min(max(p, _SURE), 1 - _SURE) for p, _, _ in segments]
    weights = [sqrt(n * m / (n + m)) for _, n, m in segments]
    more = float(combine_pvalues(chances, method="stouffer", weights=weights).pvalue)
    return min(1.0, 2 * min(more, 1 - more))


def _median(weighted: Sequence[tuple[float, float]]) -> float:
    """The value with half of the weight below it; between two, their middle."""
    ordered = sorted(weighted)
    half, below = sum(weight for _, weight in ordered) / 2, 0.0
    for place, (value, weight) in enumerate(ordered):
        below += weight
        if abs(below - half) < _SURE * half and place + 1 < len(ordered):
            return (value + ordered[place + 1][0]) / 2
        if below > half:
            return value
    return ordered[-1][0]


def _mean(weighted: Sequence[tuple[float, float]]) -> float:
    return sum(v * weight for v, weight in weighted) / sum(weight for _, weight in weighted)
