"""The tool that lists the deals behind a figure, the largest first."""

from dataclasses import replace
from datetime import date
from typing import Any

from tools.arguments import OfFigure
from tools.engine.answer import Outcome
from tools.engine.compute import Desk, inquire
from tools.engine.deal import Deal
from tools.engine.facts.called import committed, in_best_case, in_forecast
from tools.engine.facts.deals import created_deals, lost_deals, open_deals, won_deals
from tools.engine.facts.health import deals_at_risk, deals_with_defects
from tools.engine.facts.slippage import slipped_deals
from tools.engine.figure import Figure
from tools.engine.inquiry import Inquiry
from tools.engine.kpi import Kpi
from tools.engine.largest import Found, largest
from tools.engine.measure import Fact
from tools.engine.people import Person
from tools.engine.refusal import Declined
from tools.engine.registry import kpi_named
from tools.engine.request import parse_request
from tools.toolbox import Tool

MOST = 10  # a phone's screen; the count says how many there are
_FACTS: dict[str, tuple[Fact, ...]] = {
    "open": (open_deals,),
    "won": (won_deals,),
    "lost": (lost_deals,),
    "closed": (won_deals, lost_deals),
    "created": (created_deals,),
    "slipped": (slipped_deals,),
    "at_risk": (deals_at_risk,),
    "with_defects": (deals_with_defects,),
    "commit": (won_deals, committed),
    "best_case": (won_deals, in_best_case),
    "projected": (won_deals, in_forecast),
}


def deals(at: Desk, asker: Person, arguments: dict[str, Any]) -> Outcome:
    """The figure asked for with the deals behind it, at most ten, by money."""
    return listed("deals", at, asker, {"kpi": "pipeline", **arguments})[0]


def listed(
    tool: str, at: Desk, asker: Person, arguments: dict[str, Any]
) -> tuple[Outcome, Inquiry | None]:
    """The figure with its deals, and the inquiry behind them, None where there is no list."""
    request = parse_request(arguments)
    kpi = kpi_named(request.kpi)
    figure, inquiry = inquire(at, asker, request.model_copy(update={"by": None, "rank": None}))
    if figure.status != "answered" or inquiry is None:
        return Outcome(tool, figures=(figure,)), None
    if kpi.deals is None or figure.group_average:
        return Outcome(tool, figures=(_without_deals(figure),)), None
    largest_first, wanted = request.ranking or (True, None)
    most = min(wanted or MOST, MOST)
    found = behind(kpi, inquiry, most, largest_first=largest_first)
    return Outcome(tool, figures=(figure,), deals=found, deal_count=figure.n), inquiry


def behind(
    kpi: Kpi, inquiry: Inquiry, most: int = MOST, *, largest_first: bool = True
) -> list[Deal]:
    """The deals that stand behind a figure, in the scope and filters of its inquiry.

    By money; of equal amounts, the one with less time left comes first.
    """
    found: list[Found] = []
    for fact in _FACTS[kpi.deals or "open"]:
        found += largest(replace(inquiry, by=None), fact, most, largest_first=largest_first)
    sign = -1 if largest_first else 1
    found.sort(key=lambda one: (sign * one.money, one.deal.close_on or date.max, one.deal.id))
    return [one.deal for one in found[:most]]


def _without_deals(figure: Figure) -> Figure:
    reason = Declined("no_deals_behind")
    return figure.model_copy(update={"status": "declined", "value": None, "reason": reason.code})


TOOL = Tool(
    "deals",
    deals,
    "The deals behind a figure, largest first.",
    OfFigure,
)
