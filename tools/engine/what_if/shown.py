"""A supposition and what it makes of the figures, as it goes out."""

from datetime import date

from pydantic import BaseModel, Field

from tools.engine.figure import Span


class Supposed(BaseModel):
    """What is supposed of one deal: `how` is won, lost, moved or amount; `to` is the close date
    and `amount` (in `currency`) the worth that it would have. No id: a deal that is made up."""

    how: str
    id: str | None
    name: str | None
    amount: float | None
    currency: str
    to: date | None = None


class Recomputed(BaseModel):
    """One figure as it is and as it would be; a value is null where there is nothing to divide
    by, and `reason` says why."""

    kpi: str
    unit: str
    currency: str | None
    period: Span
    before: float | None
    after: float | None
    change: float | None
    reason: str | None = None


class WhatIf(BaseModel):
    """All that is supposed together, and every figure that was asked for. `unclear`: the words
    that more than one deal may be meant by; then nothing is computed."""

    supposed: list[Supposed] = Field(default_factory=list)
    figures: list[Recomputed] = Field(default_factory=list)
    unclear: str | None = None
