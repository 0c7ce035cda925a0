"""The explanation of a change: every way of telling its parts that adds up, the best first."""

from tools.engine.explain.by_deal import deals_of
from tools.engine.explain.effects import effects
from tools.engine.explain.groups import CANDIDATES, by_groups
from tools.engine.explain.shown import Breakdown, Explanation, Moment, Part
from tools.engine.explain.sides import Pair, Sides
from tools.engine.explain.steps import steps
from tools.engine.figure import Figure
from tools.engine.kpi import Ratio
from tools.engine.refusal import Declined, NoValue


def explained(sides: Sides, figure: Figure, by: str | None) -> Explanation:
    """Why a figure is not what it was in what it is compared with; `by`: told by this dimension."""
    other = figure.compared_to
    if other is None:
        raise ValueError("a change needs something to compare with")
    before = Moment(period=other.period, as_of=sides.before.as_of, value=other.value, n=other.n)
    after = Moment(period=figure.period, as_of=sides.after.as_of, value=figure.value, n=figure.n)
    if before.value is None or after.value is None:
        by = sides.kpi.always_by  # without it there is no value, but each group has one
        beside = _beside(sides, by) if by else None
        return Explanation(kpi=figure.kpi, from_=before, to=after, change=None, beside=beside)
    told = Explanation(kpi=figure.kpi, from_=before, to=after, change=after.value - before.value)
    return _told(told, sides, by)


def _told(told: Explanation, sides: Sides, by: str | None) -> Explanation:
    whole = sides.whole()
    of_parts = effects(sides, whole)
    if of_parts is None:
        return told.model_copy(update={"beside": _beside(sides, by)})
    bridged = None if by else steps(sides, whole, of_parts)
    grouped = by_groups(sides, whole, by)
    ways = [grouped, of_parts]
    if by is None and _by_effect_first(sides):
        ways.reverse()
    moved = [_moving(way) for way in (bridged.breakdown if bridged else None, *ways) if way]
    found = [way for way in moved if way.parts]
    if not found:
        return told
    kept = [way for way in found[1:] if way.by != "effect" or len(way.parts) > 1]
    deals = bridged.deals if bridged else deals_of(sides, whole)
    return told.model_copy(
        update={
            "by": found[0].by,
            "parts": found[0].parts,
            "also": kept,
            "deals": list(deals.largest) if deals else [],
            "other_deals": deals.others if deals else 0,
        }
    )


def _moving(way: Breakdown) -> Breakdown:
    """Without the parts that stayed as they were."""
    return Breakdown(by=way.by, parts=[part for part in way.parts if part.value])


def _by_effect_first(sides: Sides) -> bool:
    """Where what is divided and what it is divided by are two things (a pipeline and a quota);
    of a win rate both are the same deals, and its groups say more."""
    value = sides.kpi.value
    if isinstance(value, Ratio):
        return "quota" in value.under
    return len(sides.kpi.measures) > 1


def _beside(sides: Sides, by: str | None) -> Breakdown | None:
    """Of what does not add up: what each group was and is."""
    for dimension in [by] if by else CANDIDATES:
        if not sides.kpi.honours(dimension):
            continue
        try:
            groups = sides.groups(dimension)
        except (Declined, NoValue):
            continue
        parts = [_moved(sides, label, pair) for label, pair in groups.items()]
        told = [part for part in parts if part is not None]
        if told:
            told.sort(key=lambda part: (-abs(part.value), part.label or ""))
            return Breakdown(by=dimension, parts=told)
    return None


def _moved(sides: Sides, label: str | None, pair: Pair) -> Part | None:
    """None for a group without a value on one of the sides."""
    before, after = (sides.value(side) for side in pair)
    if before is None or after is None:
        return None
    return Part(label=label, value=after - before, before=before, after=after)
