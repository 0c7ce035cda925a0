"""The tool that puts a person's week together: where the quarter lands, what moved, what to ask."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from storage.errors import UsageError
from tools.actions.listing import of_last_week
from tools.arguments import Arguments
from tools.at_risk import at_risk
from tools.bridge import bridge_tool
from tools.digests.agenda import agenda
from tools.digests.weekly import Weekly
from tools.engine.answer import Outcome
from tools.engine.compute import Desk, compute
from tools.engine.figure import Figure
from tools.engine.people import Person
from tools.engine.remembered import Remembered
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
PARTS = ("agenda",)
BY_TEAM = ("quota_attainment", "gap_to_quota", "forecast", "remaining_coverage")


def digest(at: Desk, asker: Person, arguments: dict[str, Any]) -> Outcome:
    """The asker's week, in their own scope. What changed is since the Monday of the week before.

    Raises UsageError for arguments; `part` alone may name what is wanted of it.
    """
    for name, given in arguments.items():
        if (name, given) not in {("part", part) for part in PARTS}:
            raise UsageError("argument", argument=name, given=str(given))
    at = replace(at, remembered=Remembered())
    since = at.today - timedelta(days=at.today.weekday() + 7)
    risky = at_risk(at, asker, {"rank": f"top_{LISTED}"})
    faulty = hygiene(at, asker, {"rank": f"top_{LISTED}"})
    moved = bridge_tool(at, asker, {"since": since})
    forecast = _landing(at, asker, since)
    figures = [
        _figure(at, asker, name, period)
        if name != "forecast"
        else forecast.model_copy(update={"compared_to": None})
        for name, period in FIGURES.items()
    ]
    year, week, _ = at.today.isocalendar()
    weekly = Weekly(
        week=f"{year}-W{week:02d}",
        period=figures[0].period,
        currency=at.company.currency,
        figures=figures,
        forecast_before=forecast.compared_to,
        win_rate=_figure(at, asker, "win_rate", "last_365_days"),
        teams=_teams(at, asker),
        bridge=moved.bridge,
        at_risk=list(risky.deals),
        at_risk_count=risky.deal_count,
        hygiene=list(faulty.deals),
        to_mend=faulty.deal_count,
        agenda=[],
        # What the bot itself keeps is not read on a warehouse.
        actions=of_last_week(at, asker, since),
        part=arguments.get("part"),
    )
    weekly = weekly.model_copy(update={"agenda": agenda(weekly)})
    return Outcome("digest", figures=figures, deals=risky.deals, bridge=moved.bridge, weekly=weekly)


def _figure(at: Desk, asker: Person, name: str, period: str) -> Figure:
    return compute(at, asker, KpiRequest(kpi=name, period=period))


def _landing(at: Desk, asker: Person, since: date) -> Figure:
    """The projection, compared with how it stood when the day `since` began."""
    before = f"this_quarter@{since - timedelta(days=1)}"
    return compute(at, asker, KpiRequest(kpi="forecast", period="this_quarter", compare=before))


def _teams(at: Desk, asker: Person) -> list[Figure]:
    """By team, for who answers for more than one of them."""
    if asker.role not in {"executive", "operations"}:
        return []
    first, *others = BY_TEAM
    attained = compute(at, asker, KpiRequest(kpi=first, by="team", rank="bottom"))
    if len(attained.rows or ()) < 2:
        return []
    return [attained, *(compute(at, asker, KpiRequest(kpi=name, by="team")) for name in others)]


TOOL = Tool("digest", digest, "The asker's week in one page.", Arguments)
