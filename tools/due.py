"""What somebody has to do today, as far as it can be told at once: numbers, no words."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select

from storage.tables import forecasts
from tools.engine.compute import Desk, compute
from tools.engine.people import Person
from tools.engine.period import parse_period
from tools.engine.request import KpiRequest
from tools.submissions import unsubmitted


@dataclass(frozen=True)
class Due:
    """Whether this week's forecast is to be submitted; how many open deals of this quarter are at
    risk, and how many open deals have a defect."""

    forecast: bool
    at_risk: int
    defects: int


def due(at: Desk, person: Person) -> Due:
    """In the person's own scope."""
    at_risk = compute(at, person, KpiRequest(kpi="at_risk", period="this_quarter"))
    hygiene = compute(at, person, KpiRequest(kpi="hygiene_score"))
    defects = round(hygiene.n * (1 - hygiene.value)) if hygiene.value is not None else 0
    return Due(_forecast_is_due(at, person), round(at_risk.value or 0), defects)


def _forecast_is_due(at: Desk, person: Person) -> bool:
    """For who takes part: nothing for this quarter, or the last one before this week."""
    f = forecasts.c
    quarter = parse_period("this_quarter", at.today, at.company.calendar)
    monday = at.today - timedelta(days=at.today.weekday())
    last = at.connection.scalar(
        select(func.max(f.submitted_on)).where(
            f.submitted_by_pk == person.pk,
            f.starts_on == quarter.starts_on,
            f.ends_on == quarter.ends_on,
            f.submitted_on <= at.today,
        )
    )
    if last is not None:
        return bool(last < monday)
    return person.pk in {one.pk for one in unsubmitted(at)}
