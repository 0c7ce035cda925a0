"""Figures that are always by stage; each function is asked for one stage."""

from dataclasses import replace
from datetime import date

from tests.reference.past import Visit, visits
from tests.reference.result import Result, median_of, ratio
from tests.reference.selection import Selection


def _visits(selection: Selection, stage: str) -> list[Visit]:
    """To the stage, by the deals that are meant; the filter on the stage is the visit's."""
    company = selection.company
    where = {name: values for name, values in selection.where.items() if name != "stage"}
    meant = replace(selection, where=where)
    return [
        visit
        for key in sorted(meant.deals)
        for visit in visits(company, company.deals[key])
        if visit.stage.name == stage
    ]


def _day(selection: Selection, visit: Visit) -> date:
    return visit.entered.astimezone(selection.company.zone).date()


def stage_conversion(selection: Selection, stage: str) -> Result:
    """In a trend each deal counts once, where it first entered in the whole period."""
    company, found = selection.company, dict[str, Visit]()
    whole = selection.trend_of or selection.period
    for visit in _visits(selection, stage):
        if whole.has(_day(selection, visit)):
            found.setdefault(visit.deal.id, visit)
    first = {k: v for k, v in found.items() if selection.period.has(_day(selection, v))}
    position = company.stages[stage].position

    def converted(entry: Visit) -> bool:
        later = (v for v in visits(company, entry.deal) if v.entered > entry.entered)
        after = (v.stage for v in later if _day(selection, v) <= selection.today)
        return any(s.kind == "won" or (s.kind == "open" and s.position > position) for s in after)

    return ratio(sum(converted(entry) for entry in first.values()), len(first), len(first))


def stage_duration(selection: Selection, stage: str) -> Result:
    zone = selection.company.zone
    ended = [v for v in _visits(selection, stage) if v.left]
    return median_of(
        [
            v.days
            for v in ended
            if v.left
            and selection.period.has(v.left.astimezone(zone).date())
            and (selection.as_of is None or v.left.astimezone(zone).date() <= selection.as_of)
        ]
    )
