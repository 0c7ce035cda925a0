"""The change by groups: of sums what each group added, of ratios its own rate and its weight.

For a ratio R = Σ w·r over groups (w: the group's share of the denominator, r: its own ratio)
ΔR = Σ w̄·Δr + Σ (r̄ − R̄)·Δw, with bars for the mean of before and after: the rate and the mix
effect of each group. This is exact with no rest, and a group whose weight grows helps only where
its ratio is above the whole's.

Source: E. M. Kitagawa, "Components of a Difference Between Two Rates", Journal of the American
Statistical Association 50 (1955).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tools.engine.explain.shown import Breakdown, Part
from tools.engine.explain.sides import Pair, Sides, adds_up
from tools.engine.kpi import Ratio
from tools.engine.refusal import Declined, NoValue

# What a manager would look at first, where groups explain equally much.
CANDIDATES = ("rep", "segment", "product_family", "territory", "stage", "lead_source")


def by_groups(sides: Sides, whole: Pair, wanted: str | None) -> Breakdown | None:
    """The change by the dimension asked for, or by the one whose groups explain most of it."""
    tried = [wanted] if wanted else list(_candidates(sides))
    found = [one for one in (_split(sides, whole, by) for by in tried) if one]
    return max(
        found, key=lambda one: (concentration(one.parts), -tried.index(one.by)), default=None
    )


def concentration(parts: Iterable[Part]) -> float:
    """How far few groups explain it all, 0 (all alike) to 1 (one alone).

    The Herfindahl index of the sizes of their contributions, freed of how many groups there are.
    """
    sizes = [abs(part.value) for part in parts]
    total, count = sum(sizes), len(sizes)
    if not total or count == 1:
        return 0.0
    index = sum((size / total) ** 2 for size in sizes)
    return (index - 1 / count) / (1 - 1 / count)


def _candidates(sides: Sides) -> Iterator[str]:
    for by in CANDIDATES:
        one = (by == "rep" and sides.after.scope.kind == "rep") or (
            by == "stage" and sides.kpi.deals != "open"  # what is won is in one stage
        )
        if sides.kpi.honours(by) and not one:
            yield by


def _split(sides: Sides, whole: Pair, by: str) -> Breakdown | None:
    """None where the groups are not the whole, or there is but one."""
    try:
        groups = sides.groups(by)
    except (Declined, NoValue):
        return None
    value = sides.kpi.value
    parts = (
        _shares(value, groups, whole, sides.unit)
        if isinstance(value, Ratio)
        else _sums(sides, groups)
    )
    there = [part for part in parts or () if part.value or part.before or part.after]
    before, after = (sides.value(parts) for parts in whole)
    if len(there) < 2 or before is None or after is None:
        return None
    if not adds_up([part.value for part in there], after - before):
        return None
    there.sort(key=lambda part: (-abs(part.value), part.label or ""))
    return Breakdown(by=by, parts=there)


def _sums(sides: Sides, groups: Mapping[str | None, Pair]) -> list[Part] | None:
    parts = []
    for label, pair in groups.items():
        before, after = (sides.value(side) if side else 0.0 for side in pair)
        if before is None or after is None:
            return None
        parts.append(Part(label=label, value=after - before, before=before, after=after))
    return parts


def _shares(
    value: Ratio, groups: Mapping[str | None, Pair], whole: Pair, unit: float
) -> list[Part] | None:
    below = [value.divisor(parts) for parts in whole]
    above = [float(parts.get(value.over, 0.0)) / unit for parts in whole]
    for side in (0, 1):
        # A team's quota need not be the sum of its members': then the groups are not the whole.
        if not below[side] or not adds_up(
            (value.divisor(pair[side]) for pair in groups.values()), below[side]
        ):
            return None
    mean = (above[0] / below[0] + above[1] / below[1]) / 2
    return [
        _share(
            label,
            [value.divisor(parts) for parts in pair],
            [float(parts.get(value.over, 0.0)) / unit for parts in pair],
            below,
            mean,
        )
        for label, pair in groups.items()
    ]


def _share(
    label: str | None,
    own: Sequence[float],
    above: Sequence[float],
    below: Sequence[float],
    mean: float,
) -> Part:
    """One group: its part of the divisor (`own` of `below`), what is divided (`above`)."""
    rates = [over / under if under else None for over, under in zip(above, own, strict=True)]
    # Without a weight on one side it has no ratio there: all of its change is its weight's.
    was = rates[0] if rates[0] is not None else rates[1] or 0.0
    now = rates[1] if rates[1] is not None else was
    weights = [one / all_of_it for one, all_of_it in zip(own, below, strict=True)]
    rate = (weights[0] + weights[1]) / 2 * (now - was)
    mix = ((was + now) / 2 - mean) * (weights[1] - weights[0])
    return Part(label=label, value=rate + mix, before=rates[0], after=rates[1], rate=rate, mix=mix)
