"""The tool for objectives: quotas and objectives with progress, pace, and what they lack."""

from typing import Any

from storage.errors import UsageError
from tools.arguments import InPeriod
from tools.engine.answer import Outcome
from tools.engine.compute import Desk, inquire
from tools.engine.dimensions import PEOPLE
from tools.engine.people import Person
from tools.engine.period import parse_period
from tools.engine.request import KpiRequest, parse_request
from tools.goals.judge import judged
from tools.goals.quotas import quota_goals
from tools.goals.stored import stored_goals
from tools.toolbox import Tool


def objectives(at: Desk, asker: Person, arguments: dict[str, Any]) -> Outcome:
    """Objectives of those asked about, their quota first; what is over comes last.

    `where` filters on people; without a `period` they are those of this fiscal year and later.
    The quota's own figure says who was asked about, and carries the refusal where there is one.
    """
    asked = _request(arguments)
    quota, inquiry = inquire(at, asker, asked)
    if quota.status != "answered" or inquiry is None:
        return Outcome("objectives", figures=(quota,))
    period = parse_period(asked.period, at.today, at.company.calendar) if asked.period else None
    goals = [*quota_goals(at, asker, quota, asked), *stored_goals(inquiry, period)]
    found = [judged(at, asker, goal) for goal in goals]
    found.sort(key=lambda one: one.ends_on < at.today)
    return Outcome("objectives", objectives=found)


def _request(arguments: dict[str, Any]) -> KpiRequest:
    """The request for the quota. Raises UsageError for arguments that objectives do not take."""
    for name in arguments.keys() - {"period", "where"}:
        raise UsageError("argument", argument=name, given=str(arguments[name]))
    request = parse_request({"kpi": "quota", **arguments})
    for name in request.where.keys() - PEOPLE:
        raise UsageError("argument", argument="where", given=name)
    return request


TOOL = Tool("objectives", objectives, "Quotas and objectives: progress and pace.", InPeriod)
