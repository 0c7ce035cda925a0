"""The weekly digest as data: no words and no language yet."""

from collections.abc import Mapping, Sequence

from pydantic import BaseModel

from tools.actions.listing import Action
from tools.engine.bridged import Bridged
from tools.engine.deal import Deal
from tools.engine.figure import Compared, Figure, Span


class Measured(BaseModel):
    """A number with its unit; money is in the digest's currency."""

    value: float
    unit: str


class Point(BaseModel):
    """One point of the agenda: which one, and what its sentence tells."""

    code: str
    told: Mapping[str, Measured | int | str | list[str]]


class Weekly(BaseModel):
    """One person's week. `figures` are those of the contract (answers.md, "Digest"), in its order;
    `forecast_before` is the projection as it was when the bridge begins, `win_rate` that of the
    year up to today, `teams` figures by team where somebody answers for several, the one furthest
    behind its quota first. `to_mend` counts all open deals with a defect; `actions` were due by
    the end of last week and are still to be done, or were done since it began. `part` is what
    alone is told, where not all of it is."""

    week: str
    period: Span
    currency: str
    figures: list[Figure]
    forecast_before: Compared | None
    win_rate: Figure
    teams: list[Figure]
    bridge: Bridged | None
    at_risk: list[Deal]
    at_risk_count: int
    hygiene: list[Deal]
    to_mend: int
    agenda: list[Point]
    actions: Sequence[Action] = ()
    part: str | None = None

    def figure(self, name: str) -> Figure | None:
        """One of its figures, None where there is none of this name."""
        return next((one for one in self.figures if one.kpi == name), None)

    def value(self, name: str) -> float | None:
        """The value of one of its figures, None where it has none."""
        found = self.figure(name)
        return found.value if found else None
