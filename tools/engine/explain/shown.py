"""An explanation as it goes out: what the change of a figure is made of."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from tools.engine.figure import Span


class Part(BaseModel):
    """One part of a change, in the figure's unit; `before` and `after` are what it was.

    `rate` and `mix` (value = rate + mix): what came of the group's own ratio, and of its weight.
    """

    label: str | None
    value: float
    before: float | None = None
    after: float | None = None
    rate: float | None = None
    mix: float | None = None


class Breakdown(BaseModel):
    """The parts of the whole change by one thing: a dimension, `effect` (what is divided or added
    up) or `step` (of the bridge). They add up to the change."""

    by: str
    parts: list[Part]


class DealPart(BaseModel):
    """What one deal added (below zero: took), in the figure's unit, and how: `new` (in the figure
    only now), `gone` (only before), `changed` (counts for something else), or a bridge's step."""

    id: str
    name: str
    how: str
    value: float


class Moment(BaseModel):
    """One side of the comparison: the period, and the day it is looked at from where that is a
    past one."""

    period: Span
    as_of: date | None
    value: float | None
    n: int


class Explanation(BaseModel):
    """From one value of a figure to the other. `parts` add up to `change`, and so do those of
    each of `also`. Without `by` nothing adds up (a median): `beside` says what moved."""

    model_config = ConfigDict(serialize_by_alias=True)

    kpi: str
    from_: Moment = Field(serialization_alias="from")
    to: Moment
    change: float | None
    by: str | None = None
    parts: list[Part] = Field(default_factory=list)
    also: list[Breakdown] = Field(default_factory=list)
    deals: list[DealPart] = Field(default_factory=list)
    other_deals: int = 0  # deals that moved it, too, and are not among those
    beside: Breakdown | None = None

    @property
    def labels(self) -> list[str]:
        """What all its parts are called."""
        own = [self.parts, *(one.parts for one in self.also)]
        ways = own if self.beside is None else [*own, self.beside.parts]
        return [part.label for parts in ways for part in parts if part.label]
