"""The tool that says why a figure changed: by groups, by what it is computed from, by deals."""

from dataclasses import replace
from typing import Any

from tools.arguments import FigureName, InPeriod
from tools.engine.answer import Outcome
from tools.engine.compared import other_side
from tools.engine.compute import Desk, inquire
from tools.engine.dimensions import dimension
from tools.engine.explain.against import as_request, compared_with
from tools.engine.explain.explain import explained
from tools.engine.explain.sides import Sides
from tools.engine.figure import Figure
from tools.engine.people import Person
from tools.engine.refusal import Declined
from tools.engine.registry import kpi_named
from tools.engine.request import parse_request
from tools.toolbox import Tool

NAME = "explain_change"


def explain_change(at: Desk, asker: Person, arguments: dict[str, Any]) -> Outcome:
    """The figure with its comparison and what the change is made of, in the asker's scope.

    Arguments are those of `kpi`. `compare` may be left out: what is open is held against itself
    a week ago, what was done against the period before. `by` tells the parts by one dimension;
    without it the one is taken whose groups explain most.
    """
    request = parse_request({"kpi": "bookings", **arguments})
    kpi = kpi_named(request.kpi)
    by = dimension(request.by).name if request.by else None
    plain, inquiry = inquire(at, asker, as_request(request))
    if inquiry is None:
        return Outcome(NAME, figures=(plain,))
    if plain.group_average:
        return _refused(plain, Declined("explain_group"))
    try:
        token = request.compare or compared_with(kpi, inquiry, request.period)
        before = other_side(kpi, inquiry, token)
    except Declined as refusal:
        return _refused(plain, refusal)
    figure, _ = inquire(at, asker, as_request(request, token))
    cut = inquire(at, asker, request.model_copy(update={"rank": None}))[0] if by else figure
    for one in (figure, cut):
        if one.status != "answered":
            return Outcome(NAME, figures=(one,))
    sides = Sides(kpi, before, replace(inquiry, by=None))
    return Outcome(NAME, figures=(figure,), explanation=explained(sides, figure, by))


def _refused(figure: Figure, refusal: Declined) -> Outcome:
    told = {"status": "declined", "value": None, "reason": refusal.code, "facts": refusal.facts}
    return Outcome(NAME, figures=(figure.model_copy(update=told),))


class Change(InPeriod):
    """The figure, what it is held against, and the dimension that tells its parts."""

    kpi: FigureName
    by: str | None = None
    compare: str | None = None


TOOL = Tool(NAME, explain_change, "Why a figure changed: what the change is made of.", Change)
