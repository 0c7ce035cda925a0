"""Win probabilities by stage and segment, and the pipeline weighted by them.

How far a segment is drawn towards its stage is arithmetic on counts with sums by hand of its own
(`tests/tools/engine/test_shrinkage.py`); which deals are counted is worked out here.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from math import fsum

from tests.reference.company import Company, Deal
from tests.reference.past import State, visits
from tests.reference.periods import ALL
from tests.reference.result import Result
from tests.reference.selection import Selection, matches
from tools.engine.shrinkage import Tally, learn, shrunk

Segments = dict[str | None, Tally]


def win_probability(selection: Selection, stage: str) -> Result:
    """Of one stage; of a segment of it, drawn towards the stage."""
    segments = _tallies(_without_segment(selection), stage)
    is_cut = "segment" in selection.where or "segment" in selection.group
    own = sum((t for name, t in segments.items() if _is_meant(selection, name)), Tally())
    if not own.closed:
        return Result(None, 0)
    whole = sum(segments.values(), Tally())
    value = shrunk(own, whole, learn(segments.values())) if is_cut else own.rate
    return Result(value, own.closed)


def deals_behind(selection: Selection, stages: list[str]) -> int:
    """Each deal once, whichever of these stages it entered."""
    where = {name: values for name, values in selection.where.items() if name != "stage"}
    meant = replace(selection, where=where)
    return sum(bool(_entered(meant.company, d).intersection(stages)) for d in _closed(meant))


def calibrated_pipeline(selection: Selection) -> Result:
    states = selection.open_in_period
    return Result(fsum((s.amount or 0.0) * _chance(selection, s) for s in states), len(states))


def _chance(selection: Selection, state: State) -> float:
    """Learnt from the whole company; where there is no history, as the CRM has it."""
    stage, deal = state.stage, state.deal
    segments = history(selection.company, selection.today).get(stage.name if stage else "")
    if segments:
        own = segments.get(deal.account and deal.account.segment, Tally())
        return shrunk(own, sum(segments.values(), Tally()), learn(segments.values()))
    known = deal.probability if deal.probability is not None else stage and stage.probability
    return known or 0.0


@cache
def history(company: Company, today: date) -> dict[str, Segments]:
    """What the whole company won and lost, by stage and segment."""
    everything = Selection(company, today, None, {}, ALL)
    return {name: found for name in company.stages if (found := _tallies(everything, name))}


def _without_segment(selection: Selection) -> Selection:
    where = {n: values for n, values in selection.where.items() if n not in ("segment", "stage")}
    group = {n: value for n, value in selection.group.items() if n != "segment"}
    return replace(selection, where=where, group=group)


def _is_meant(selection: Selection, segment: str | None) -> bool:
    if "segment" in selection.group and selection.group["segment"] != segment:
        return False
    wanted = selection.where.get("segment", [])
    return matches(selection.company, {"segment": segment}, "segment", wanted)


def _tallies(selection: Selection, stage: str) -> Segments:
    segments: Segments = {}
    for deal in _closed(selection):
        if stage in _entered(selection.company, deal):
            name = deal.account and deal.account.segment
            one = Tally(int(deal.stage.kind == "won"), 1)
            segments[name] = segments.get(name, Tally()) + one
    return segments


def _closed(selection: Selection) -> Iterator[Deal]:
    """Those closed in the last 730 days, today the last."""
    first = selection.today - timedelta(days=729)
    for state in selection.won + selection.lost:
        if state.deal.closed_on and first <= state.deal.closed_on <= selection.today:
            yield state.deal


@cache
def _entered(company: Company, deal: Deal) -> frozenset[str]:
    """The open stages it had entered by the day it closed on."""
    return frozenset(
        visit.stage.name
        for visit in visits(company, deal)
        if visit.stage.kind == "open"
        and deal.closed_on
        and visit.entered.astimezone(company.zone).date() <= deal.closed_on
    )
