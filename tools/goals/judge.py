"""From a goal to an objective in an answer: its figure computed, its standing, its flaws."""

from storage.errors import UsageError
from tools.engine.compute import Desk, compute
from tools.engine.people import Person
from tools.engine.registry import kpi_named
from tools.engine.request import KpiRequest
from tools.goals.course import Course
from tools.goals.goal import Goal
from tools.goals.history import history
from tools.goals.objective import Flaw, Objective
from tools.goals.smart import against_history, not_computed
from tools.goals.standing import Standing


def judged(at: Desk, asker: Person, goal: Goal) -> Objective:
    """Where the goal stands for its owner's people, computed within the asker's scope."""
    flaws = [Flaw(code="no_owner")] if goal.owner is None and not goal.is_quota else []
    try:
        kpi = kpi_named(goal.kpi)
    except UsageError as unknown:
        return _unmeasured(at, goal, [Flaw(code="no_measure", facts=unknown.facts), *flaws])
    if goal.whose is None:
        beyond = Flaw(code="cannot_be_computed", facts={"reason": "outside_scope"})
        return _unmeasured(at, goal, [beyond, *flaws])
    where = {**goal.whose, **goal.where}
    request = KpiRequest(kpi=kpi.name, period=goal.period.token, where=where)
    figure = compute(at, asker, request)
    standing = Standing(kpi, goal.target, figure.value, Course(goal.period, at.today))
    flaw = not_computed(figure)
    if not standing.has_target:
        flaws.insert(0, Flaw(code="no_target"))
    elif flaw is None and not standing.course.over:
        flaw = against_history(standing, history(at, asker, kpi, request, goal.period))
    return _unmeasured(at, goal, [*([flaw] if flaw else []), *flaws]).model_copy(
        update={
            "kpi": kpi.name,
            "unit": kpi.unit,
            "currency": figure.currency,
            "where": {n: v for n, v in (figure.where or where).items() if n not in goal.whose},
            "value": figure.value,
            "reason": figure.reason,
            "progress": standing.progress,
            "projected": standing.projected,
            "pace": standing.pace,
            "method": "linear" if kpi.adds_up else "level",
            "status": standing.status,
        }
    )


def _unmeasured(at: Desk, goal: Goal, flaws: list[Flaw]) -> Objective:
    """The goal as it was set, with nothing computed."""
    course = Course(goal.period, at.today)
    owner, period = goal.owner, goal.period
    return Objective.model_validate(
        {
            "name": goal.name,
            "owner": owner.email if owner else None,
            "owner_name": owner.name if owner else None,
            "kpi": goal.kpi,
            "target": goal.target,
            "starts_on": period.starts_on,
            "ends_on": period.ends_on,
            "where": goal.where,
            "expected": course.gone,
            "status": "over" if course.over else None if course.begun else "not_begun",
            "is_quota": goal.is_quota,
            "smart": flaws,
        }
    )
