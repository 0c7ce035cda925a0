"""The tool that lists the deals at risk, each with the signals that say so."""

from dataclasses import replace
from typing import Any

from tools.arguments import InPeriod
from tools.deals import listed
from tools.engine.answer import Outcome
from tools.engine.checks import with_findings
from tools.engine.compute import Desk
from tools.engine.flagged import with_flags
from tools.engine.people import Person
from tools.engine.snoozed import with_snoozes
from tools.toolbox import Tool


def at_risk(at: Desk, asker: Person, arguments: dict[str, Any]) -> Outcome:
    """How many deals of the period are at risk, and at most ten of them, by money.

    Filtered by `signal`: all open deals that raise it, at risk or not.
    """
    figure = "pipeline" if arguments.get("where", {}).get("signal") else "at_risk"
    outcome, inquiry = listed("at_risk", at, asker, {**arguments, "kpi": figure})
    if inquiry is None:
        return outcome
    deals = with_findings(inquiry, "signals", outcome.deals)
    return replace(outcome, deals=with_snoozes(inquiry, with_flags(inquiry, deals)))


TOOL = Tool("at_risk", at_risk, "Open deals at risk, each with the facts.", InPeriod)
