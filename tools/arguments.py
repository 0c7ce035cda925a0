"""What the tools take, typed: the shape that a language model is told and held to.

Values are those of the command line. Scope is not among them: it follows from the asker.
"""

from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from tools.engine.dimensions import NAMES
from tools.engine.registry import kpi_named, kpis
from tools.engine.request import Values, parse_where


def _filters(given: object) -> object:
    """Filters as on the command line (`segment=SMB`) are the same as values per dimension."""
    if isinstance(given, str):
        given = [given]
    return parse_where([str(one) for one in given]) if isinstance(given, list) else given


def _figures(schema: dict[str, Any]) -> None:
    schema["enum"] = list(kpis())


def _dimensions(schema: dict[str, Any]) -> None:
    schema["enum"] = [name for name in NAMES if name != "amount"]  # it bounds, it does not group


FigureName = Annotated[str, AfterValidator(lambda name: kpi_named(name).name)]
OneOfTheFigures = Annotated[FigureName, Field(json_schema_extra=_figures)]
Dimension = Annotated[str, Field(json_schema_extra=_dimensions)]
Where = Annotated[dict[str, Values], BeforeValidator(_filters)]


class Arguments(BaseModel):
    """Arguments of a tool: those it does not know are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Filtered(Arguments):
    """`where`: values per dimension."""

    where: Where = Field(default_factory=dict)


class InPeriod(Filtered):
    """`period`: a period token."""

    period: str | None = None


class OfDeal(Arguments):
    """One deal, by its id or name."""

    deal: Annotated[str, Field(min_length=1)]


class ByPlaybook(OfDeal):
    """The same, by a playbook."""

    playbook: str | None = None


class OfFigure(InPeriod):
    """A figure by name, of a period, as it stood on a past day, ranked."""

    kpi: FigureName
    as_of: date | None = None
    rank: str | None = None


class CutFigure(OfFigure):
    """The same, broken down and compared. Here the figures' names are listed, for all tools."""

    kpi: OneOfTheFigures
    by: Dimension | None = None
    compare: str | None = None
