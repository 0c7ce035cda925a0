"""The tool for figures, with the largest deals behind them."""

from typing import Any

from tools.arguments import CutFigure
from tools.deals import behind
from tools.engine.answer import Outcome
from tools.engine.compute import Desk, inquire
from tools.engine.deal import Deal
from tools.engine.figure import Figure
from tools.engine.inquiry import Inquiry
from tools.engine.people import Person
from tools.engine.registry import kpi_named
from tools.engine.request import parse_request
from tools.toolbox import Tool

NOT_OVER = "period_not_over"
LARGEST = 3  # enough to recognise what the figure is made of


def kpi(at: Desk, asker: Person, arguments: dict[str, Any]) -> Outcome:
    """One figure, in the asker's scope; a plain one with the three largest deals behind it. What
    is known of finished periods alone is told of the last quarter, too, where none was named."""
    request = parse_request(arguments)
    figure, inquiry = inquire(at, asker, request)
    if request.period is None and figure.reason == NOT_OVER:
        over, inquiry = inquire(at, asker, request.model_copy(update={"period": "last_quarter"}))
        deals = _largest(over, inquiry)
        return Outcome("kpi", figures=(figure, over), deals=deals, deal_count=over.n)
    return Outcome("kpi", figures=(figure,), deals=_largest(figure, inquiry), deal_count=figure.n)


def _largest(figure: Figure, inquiry: Inquiry | None) -> list[Deal]:
    """None behind a breakdown (its rows say more), another group's average (not theirs), or
    where a tool of its own tells more of them, or nothing was counted."""
    definition = kpi_named(figure.kpi)
    plain = definition.deals is not None and definition.listed_by == "deals"
    if inquiry is None or not plain or not figure.n:
        return []
    if figure.rows or figure.group_average:
        return []
    return behind(definition, inquiry, LARGEST)


TOOL = Tool(
    "kpi",
    kpi,
    "One figure: its value, broken down, ranked or compared.",
    CutFigure,
)
