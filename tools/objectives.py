"""The tool for objectives: quotas and objectives with progress, pace, and what they lack."""

from collections.abc import Mapping
from typing import Any

from storage.errors import UsageError
from tools.arguments import InPeriod
from tools.engine.answer import Outcome
from tools.engine.compute import Desk, inquire
from tools.engine.dimensions import PEOPLE
from tools.engine.people import Person
from tools.engine.period import parse_period
from tools.engine.request import KpiRequest, parse_request
from tools.goals.goal import Goal
from tools.goals.judge import judged
from tools.goals.quotas import quota_goals
from tools.goals.stored import stored_goals
from tools.toolbox import Tool

_SET_FOR = frozenset({"segment", "territory"})


def objectives(at: Desk, asker: Person, arguments: dict[str, Any]) -> Outcome:
    """Objectives of those asked about, their quota first; what is over comes last.

    `where` filters on people, and on the territory or segment that an objective is set for.
    Without a `period` they are those of this fiscal year and later.
    The quota's own figure says who was asked about, and carries the refusal where there is one.
    """
    asked = _request(arguments)
    set_for = {name: values for name, values in asked.where.items() if name in _SET_FOR}
    asked = asked.model_copy(
        update={"where": {k: v for k, v in asked.where.items() if k not in _SET_FOR}}
    )
    quota, inquiry = inquire(at, asker, asked)
    if quota.status != "answered" or inquiry is None:
        return Outcome("objectives", figures=(quota,))
    period = parse_period(asked.period, at.today, at.company.calendar) if asked.period else None
    quotas = [] if set_for else quota_goals(at, asker, quota, asked)
    goals = [*quotas, *(one for one in stored_goals(inquiry, period) if _is_set_for(one, set_for))]
    found = [judged(at, asker, goal) for goal in goals]
    found.sort(key=lambda one: one.ends_on < at.today)
    return Outcome("objectives", objectives=found)


def _request(arguments: dict[str, Any]) -> KpiRequest:
    """The request for the quota. Raises UsageError for arguments that objectives do not take."""
    for name in arguments.keys() - {"period", "where"}:
        raise UsageError("argument", argument=name, given=str(arguments[name]))
    request = parse_request({"kpi": "quota", **arguments})
    for name in request.where.keys() - PEOPLE - _SET_FOR:
        raise UsageError("argument", argument="where", given=name)
    return request


def _is_set_for(goal: Goal, asked: Mapping[str, list[str]]) -> bool:
    """Whether the objective is of the territory or segment asked about."""
    return all(set(goal.where.get(name, ())) & set(values) for name, values in asked.items())


TOOL = Tool("objectives", objectives, "Quotas and objectives: progress and pace.", InPeriod)
