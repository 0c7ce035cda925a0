"""A deal as answers show it, with what was found about it."""

from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, Field, field_serializer


class Limit(BaseModel):
    """A threshold that a team has of its own, by its name in `Thresholds`."""

    team: str
    name: str
    value: float


class Finding(BaseModel):
    """A risk signal or defect of a deal: its name, the values that its sentence tells, the limit
    of the team that raised it, and the sentence, once somebody's language is known."""

    code: str
    values: dict[str, Any] = Field(default_factory=dict)
    limit: Limit | None = None
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
    closed_on: date | None = None  # once it is won or lost; of a past day nothing later is told
    url: str | None = Field(default=None, exclude=True)  # where the CRM shows it
    signals: list[Finding] = Field(default_factory=list)
    defects: list[Finding] = Field(default_factory=list)
    marks: list[Finding] = Field(default_factory=list, exclude=True)  # what people noted of it

    @field_serializer("amount")
    def _two_decimals(self, amount: Decimal | None) -> str | None:
        return None if amount is None else f"{amount:.2f}"

    @field_serializer("signals")
    def _named_signals(self, found: list[Finding]) -> list[dict[str, str]]:
        return [{"signal": one.code, "fact": one.fact} for one in found]

    @field_serializer("defects")
    def _named_defects(self, found: list[Finding]) -> list[dict[str, str]]:
        return [{"defect": one.code, "fact": one.fact} for one in found]
