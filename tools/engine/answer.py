"""An answer: what every way of asking gives back, in the contract's shape (answers.md)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from pydantic import BaseModel, Field, field_serializer

from tools.engine.bridged import Bridged
from tools.engine.figure import Figure
from tools.goals.objective import Objective

Status = Literal["answered", "clarify", "declined", "denied", "error"]


class Finding(BaseModel):
    """A risk signal or defect of a deal: its name, the values that its sentence tells, and the
    sentence, once somebody's language is known."""

    code: str
    values: dict[str, Any] = Field(default_factory=dict)
    fact: str = ""


class Deal(BaseModel):
    """One opportunity as answers show it; `amount` is in `currency`, the deal's own."""

    id: str
    name: str
    account: str | None
    owner: str
    stage: str | None  # null as of a past day on which nobody recorded it
    amount: Decimal | None
    currency: str
    close_on: date | None
    signals: list[Finding] = Field(default_factory=list)
    defects: list[Finding] = Field(default_factory=list)

    @field_serializer("amount")
    def _two_decimals(self, amount: Decimal | None) -> str | None:
        return None if amount is None else f"{amount:.2f}"

    @field_serializer("signals")
    def _named_signals(self, found: list[Finding]) -> list[dict[str, str]]:
        return [{"signal": one.code, "fact": one.fact} for one in found]

    @field_serializer("defects")
    def _named_defects(self, found: list[Finding]) -> list[dict[str, str]]:
        return [{"defect": one.code, "fact": one.fact} for one in found]


class ToolCall(BaseModel):
    """A tool and its arguments, as asked for."""

    name: str
    arguments: dict[str, Any] = Field(default_factory=dict)


class Answer(BaseModel):
    """One answer. `text` is the whole of it in words; the rest is the same as data."""

    question: str
    locale: str
    asked_by: str
    as_of: date
    status: Status
    text: str
    choices: list[str] = Field(default_factory=list)
    unread: list[str] = Field(default_factory=list)
    read_by: Literal["reader", "model"] = "reader"
    model_calls: int = 0
    model_bytes: int = Field(default=0, exclude=True)  # sent to the model and received
    tools: list[ToolCall] = Field(default_factory=list)
    figures: list[Figure] = Field(default_factory=list)
    deals: list[Deal] = Field(default_factory=list)
    draft: dict[str, str] | None = None
    objectives: list[Objective] | None = None
    bridge: Bridged | None = None
    elapsed_ms: float = 0.0


@dataclass(frozen=True)
class Outcome:
    """What a tool found: figures and deals, entries of the glossary, objectives, a bridge, or only
    its own name."""

    tool: str
    figures: Sequence[Figure] = ()
    deals: Sequence[Deal] = ()
    deal_count: int = 0
    glossary: Sequence[str] = field(default_factory=tuple)
    objectives: Sequence[Objective] | None = None
    bridge: Bridged | None = None
