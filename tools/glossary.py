"""The tool that explains figures: what one means, or which there are."""

from typing import Any

from tools.arguments import Arguments
from tools.engine.answer import Outcome
from tools.engine.compute import Desk
from tools.engine.people import Person
from tools.engine.registry import kpi_called, kpis
from tools.toolbox import Tool


def glossary(at: Desk, asker: Person, arguments: dict[str, Any]) -> Outcome:  # noqa: ARG001
    """The figures named, or all of them."""
    named = arguments.get("kpi") or list(kpis())
    several = named if isinstance(named, list) else [named]
    return Outcome("glossary", glossary=tuple(kpi_called(str(one)).name for one in several))


class Named(Arguments):
    """The figure, or several to be told apart, by what people call them."""

    kpi: str | list[str]


TOOL = Tool("glossary", glossary, "What a figure means and how it is computed.", Named)
