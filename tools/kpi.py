"""The tool for figures."""

from typing import Any

from tools.engine.answer import Outcome
from tools.engine.compute import Desk, compute
from tools.engine.people import Person
from tools.engine.request import parse_request
from tools.toolbox import Tool


def kpi(at: Desk, asker: Person, arguments: dict[str, Any]) -> Outcome:
    """One figure, in the asker's scope."""
    return Outcome("kpi", figures=(compute(at, asker, parse_request(arguments)),))


TOOL = Tool("kpi", kpi)
