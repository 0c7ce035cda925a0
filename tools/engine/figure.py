"""A figure: one answered, declined or denied request, in the contract's shape."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, Field

from tools.engine.period import Period
from tools.engine.scope import Scope

Facts = dict[str, Any]  # what a sentence beside the figure speaks of, by the sentence's name
Status = Literal["answered", "declined", "denied", "error"]


class Span(BaseModel):
    """First and last day; both null for `all`."""

    starts_on: date | None
    ends_on: date | None


class ScopeShown(BaseModel):
    """Whose rows were counted."""

    kind: str
    of: str


@dataclass(slots=True)
class Line:
    """One group of a breakdown. `compared_to` is the group's value in the other period; of a
    trend that of the month (week …) at the same place of it.

    Of thousands of them nothing is checked: the engine makes them, and they must be light.
    """

    by: dict[str, str | None]
    value: float | None
    n: int
    reason: str | None = None
    compared_to: float | None = None
    given: dict[str, float] = field(default_factory=dict)


class Compared(BaseModel):
    """The same figure over another period (as it stood on `as_of`, where that was asked); of a
    trend its `rows`, too, which are other months than the figure's own."""

    period: Span
    value: float | None
    n: int
    reason: str | None = None
    as_of: date | None = None
    rows: list[Line] | None = None


class Figure(BaseModel):
    """One figure. Money in `currency`, percent as a ratio; `value` is null with a `reason`
    where there is nothing to divide by, or where the figure was declined or denied."""

    kpi: str
    unit: str
    currency: str | None
    period: Span
    scope: ScopeShown
    where: dict[str, list[str]]
    value: float | None
    n: int
    reason: str | None = None
    facts: Facts = Field(default_factory=dict)
    rows: list[Line] | None = None
    compared_to: Compared | None = None
    status: Status = "answered"
    as_of: date
    by: str | None = None
    group_average: bool = False


def span_of(period: Period) -> Span:
    """A period as it goes out."""
    return Span(starts_on=period.starts_on, ends_on=period.ends_on)


def shown(scope: Scope) -> ScopeShown:
    """A scope as it goes out."""
    return ScopeShown(kind=scope.kind, of=scope.of)
