"""The tool that lists the open deals with defects, each with what is wrong."""

from dataclasses import replace
from typing import Any

from tools.arguments import Filtered
from tools.deals import listed
from tools.engine.answer import Outcome
from tools.engine.checks import with_findings
from tools.engine.compute import Desk
from tools.engine.people import Person
from tools.toolbox import Tool


def hygiene(at: Desk, asker: Person, arguments: dict[str, Any]) -> Outcome:
    """The hygiene score, and at most ten open deals with defects, by money."""
    outcome, inquiry = listed("hygiene", at, asker, {**arguments, "kpi": "hygiene_score"})
    if inquiry is None:
        return outcome
    score = outcome.figures[0]
    complete = round((score.value or 0) * score.n)
    found = with_findings(inquiry, "defects", outcome.deals)
    return replace(outcome, deals=found, deal_count=score.n - complete)


TOOL = Tool("hygiene", hygiene, "Open deals with missing or stale data.", Filtered)
