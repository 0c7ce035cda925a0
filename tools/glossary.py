"""The tool that explains figures: what one means, or which there are."""

from typing import Any

from tools.arguments import Arguments
from tools.engine.answer import Outcome
from tools.engine.compute import Desk
from tools.engine.people import Person
from tools.engine.registry import kpi_called, kpis
from tools.toolbox import Tool


def glossary(at: Desk, asker: Person, arguments: dict[str, Any]) -> Outcome:  # noqa: ARG001
    """The figure named, or all of them."""
    named = arguments.get("kpi")
    return Outcome("glossary", glossary=(kpi_called(str(named)).name,) if named else tuple(kpis()))


class Named(Arguments):
    """The figure, by what people call it."""

    kpi: str


TOOL = Tool("glossary", glossary, "What a figure means and how it is computed.", Named)
