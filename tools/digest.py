"""The tool that puts a person's week together: where the quarter lands, what moved, what to ask."""

from datetime import timedelta
from typing import Any

from storage.errors import UsageError
from tools.actions.listing import open_actions
from tools.at_risk import at_risk
from tools.bridge import bridge_tool
from tools.digests.agenda import agenda
from tools.digests.weekly import Weekly
from tools.engine.answer import Outcome
from tools.engine.compute import Desk, compute
from tools.engine.figure import Figure
from tools.engine.people import Person
from tools.engine.request import KpiRequest
from tools.hygiene import hygiene
from tools.toolbox import Tool

# answers.md, "Digest": the figures of it and the period of each.
FIGURES = {
    "quota": "this_quarter",
    "bookings": "this_quarter",
    "quota_attainment": "this_quarter",
    "gap_to_quota": "this_quarter",
    "commit": "this_quarter",
    "best_case": "this_quarter",
    "submitted_commit": "this_quarter",
    "forecast": "this_quarter",
    "coverage": "this_quarter",
    "remaining_coverage": "this_quarter",
    "forecast_variance": "this_quarter",
    "forecast_accuracy": "last_quarter",
}
LISTED = 5  # deals at risk, and deals to mend: what a person can take up in a week


def digest(at: Desk, asker: Person, arguments: dict[str, Any]) -> Outcome:
    """The asker's week, in their own scope. The bridge starts on the Monday of the week before.

    Raises UsageError: the digest takes no arguments.
    """
    for name, given in arguments.items():
        raise UsageError("argument", argument=name, given=str(given))
    monday = at.today - timedelta(days=at.today.weekday())
    risky = at_risk(at, asker, {"rank": f"top_{LISTED}"})
    faulty = hygiene(at, asker, {"rank": f"top_{LISTED}"})
    moved = bridge_tool(at, asker, {"since": monday - timedelta(days=7)})
    figures = [_figure(at, asker, name, period) for name, period in FIGURES.items()]
    year, week, _ = at.today.isocalendar()
    weekly = Weekly(
        week=f"{year}-W{week:02d}",
        period=figures[0].period,
        currency=at.company.currency,
        figures=figures,
        win_rate=_figure(at, asker, "win_rate", "last_365_days"),
        teams=_teams(at, asker),
        bridge=moved.bridge,
        at_risk=list(risky.deals),
        at_risk_count=risky.deal_count,
        hygiene=list(faulty.deals),
        to_mend=faulty.deal_count,
        agenda=[],
        # What the bot itself keeps is not read on a warehouse.
        actions=open_actions(at, asker, monday - timedelta(days=1)) if at.flags else [],
    )
    weekly = weekly.model_copy(update={"agenda": agenda(weekly)})
    return Outcome("digest", figures=figures, deals=risky.deals, bridge=moved.bridge, weekly=weekly)


def _figure(at: Desk, asker: Person, name: str, period: str) -> Figure:
    return compute(at, asker, KpiRequest(kpi=name, period=period))


def _teams(at: Desk, asker: Person) -> Figure | None:
    """By team, for who answers for more than one of them."""
    if asker.role not in {"executive", "operations"}:
        return None
    by_team = compute(at, asker, KpiRequest(kpi="quota_attainment", by="team", rank="bottom"))
    return by_team if len(by_team.rows or ()) > 1 else None


TOOL = Tool("digest", digest)
