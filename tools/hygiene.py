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
    """The hygiene score, and at most ten open deals with defects, by money.

    Filtered by `defect`: the pipeline with that defect, of all dates where no period is given.
    """
    one = bool(arguments.get("where", {}).get("defect"))
    given = {"period": "all", **arguments, "kpi": "pipeline" if one else "hygiene_score"}
    outcome, inquiry = listed("hygiene", at, asker, given)
    if inquiry is None:
        return outcome
    found = with_findings(inquiry, "defects", outcome.deals)
    if one:
        return replace(outcome, deals=found)
    score = outcome.figures[0]
    complete = round((score.value or 0) * score.n)
    return replace(outcome, deals=found, deal_count=score.n - complete)


TOOL = Tool("hygiene", hygiene, "Open deals with missing or stale data.", Filtered)
