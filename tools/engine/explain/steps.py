"""The change of the open pipeline by the steps of its bridge, and that of what is made of it."""

from dataclasses import dataclass
from datetime import date, timedelta

from tools.engine.bridge import STEPS, bridge
from tools.engine.explain.by_deal import MOST, Deals, deal_names
from tools.engine.explain.shown import Breakdown, DealPart, Part
from tools.engine.explain.sides import Pair, Sides, adds_up
from tools.engine.kpi import Ratio
from tools.engine.movers import movers
from tools.engine.refusal import Declined

PIPELINE = "pipeline"


@dataclass(frozen=True)
class Steps:
    """The steps, and the deals that moved most in them."""

    breakdown: Breakdown
    deals: Deals


def steps(sides: Sides, whole: Pair, effects: Breakdown | None) -> Steps | None:
    """Created, pulled in, won, ... between two days of one period; None where there is no bridge.

    Of coverage its numerator is told apart so: each step by its share of the numerator's effect.
    """
    if not _same_period(sides) or sides.before.as_of is None:
        return None
    value = sides.kpi.value
    rest: list[Part] = []
    if isinstance(value, Ratio):
        if value.over != PIPELINE or effects is None:
            return None
        rest = [part for part in effects.parts if part.label != PIPELINE]
        scale = sum(1 / value.divisor(side) for side in whole) / 2
    elif sides.kpi.name == PIPELINE:
        scale = 1 / sides.unit
    else:
        return None
    try:
        since = sides.before.as_of + timedelta(days=1)
        found = bridge(sides.after, since)
    except Declined:
        return None
    moved = [(step, found.steps[step].value) for step in STEPS if found.steps[step].n]
    before, after = (float(side.get(PIPELINE) or 0.0) for side in whole)
    if not adds_up([value for _, value in moved], after - before):
        return None
    parts = [Part(label=step, value=value * scale) for step, value in moved]
    parts.sort(key=lambda part: -abs(part.value))
    breakdown = Breakdown(by="step", parts=[*parts, *rest])
    return Steps(breakdown, _deals(sides, since, scale, sum(m.n for m in found.steps.values())))


def _deals(sides: Sides, since: date, scale: float, moves: int) -> Deals:
    found = movers(sides.after, since, MOST)
    largest = sorted(found, key=lambda move: -abs(move[2]))[:MOST]
    names = deal_names(sides.after, [pk for _, pk, _ in largest])
    told = [
        DealPart(id=names[pk][0], name=names[pk][1], how=step, value=value * scale)
        for step, pk, value in largest
        if value
    ]
    return Deals(told, max(moves - len(largest), 0))


def _same_period(sides: Sides) -> bool:
    return sides.before.period.span == sides.after.period.span
