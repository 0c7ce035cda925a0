"""A bridge as it goes out, in the contract's shape (answers.md, "Digest")."""

from datetime import date

from pydantic import BaseModel, Field

from tools.engine.figure import Span


class Move(BaseModel):
    """A deal behind a step, and what it added to the pipeline (below zero: took from it)."""

    step: str
    id: str
    name: str
    value: float


class Bridged(BaseModel):
    """From the pipeline of the period as `since` began to what it is now, or at the end of
    `until`: start + the eight steps = end, in `currency`; steps that remove are below zero."""

    since: date
    until: date | None
    period: Span
    currency: str
    start: float
    created: float
    pulled_in: float
    increased: float
    decreased: float
    pushed_out: float
    won: float
    lost: float
    removed: float
    end: float
    counts: dict[str, int] = Field(default_factory=dict)  # moves of each step
    moves: list[Move] = Field(default_factory=list)
