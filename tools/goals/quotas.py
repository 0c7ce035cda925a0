"""Quotas as goals: bookings against what is owed."""

from tools.engine.compute import Desk, compute
from tools.engine.figure import Figure
from tools.engine.people import Person, person_by_email
from tools.engine.period import period_of
from tools.engine.request import KpiRequest
from tools.goals.goal import Goal, Owner

_QUARTERS = 4


def quota_goals(at: Desk, asker: Person, quota: Figure, asked: KpiRequest) -> list[Goal]:
    """The quota asked for as a goal; with no period asked for, that of the year as well.

    The year's counts where each of its quarters has one: else what was booked all year would
    be held against part of a target.
    """
    goals = _goal(at, asker, quota)
    if asked.period is None:
        wanted = asked.model_copy(update={"period": "this_year", "by": "quarter"})
        year = compute(at, asker, wanted)
        if len(year.rows or ()) == _QUARTERS:
            goals += _goal(at, asker, year)
    return goals


def _goal(at: Desk, asker: Person, quota: Figure) -> list[Goal]:
    starts_on, ends_on = quota.period.starts_on, quota.period.ends_on
    if quota.value is None or starts_on is None or ends_on is None:
        return []
    period = period_of((starts_on, ends_on), at.company.calendar)
    owner = _owner(at, asker, quota)
    return [
        Goal(
            name=f"Quota {period.token}",
            kpi="bookings",
            target=quota.value,
            period=period,
            owner=owner,
            whose=quota.where if owner else {},
            where={} if owner else quota.where,
            is_quota=True,
        )
    ]


def _owner(at: Desk, asker: Person, quota: Figure) -> Owner | None:
    """The one person asked about; None for a team, several people or the company."""
    if not quota.where:
        person = None if quota.scope.kind == "company" else asker
    else:
        names = [name for of in ("rep", "manager") for name in quota.where.get(of, ())]
        alone = len(names) == len(quota.where) == 1 and not names[0].startswith("!")
        person = person_by_email(at.connection, names[0]) if alone else None
    return Owner(person.email, person.name, person.role) if person else None
