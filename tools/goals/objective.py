"""An objective as answers carry it."""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, Field

Status = Literal["not_begun", "on_track", "behind", "met", "missed", "over"]
Method = Literal["linear", "level"]


class Flaw(BaseModel):
    """Something an objective lacks or gets wrong; `code` is the sentence under `say.smart`."""

    code: str
    facts: dict[str, Any] = Field(default_factory=dict)


class Objective(BaseModel):
    """An objective and where it stands today.

    `value`, `target` and `projected` are in the figure's unit (money in `currency`, percent as a
    ratio); `progress`, `expected` (the share of its days that are gone) and `pace` are ratios.
    `method` says how `projected` comes about: `linear` carries on what accumulates at the pace so
    far, `level` is the present value. `reason` says why there is no value. `status` is null where
    a running objective cannot be judged, and `over` where one that has ended cannot.
    """

    name: str
    owner: str | None  # an email; null: the company's
    owner_name: str | None = Field(default=None, exclude=True)
    kpi: str
    unit: str | None = None
    currency: str | None = None
    target: float
    starts_on: date
    ends_on: date
    where: dict[str, list[str]]
    value: float | None = None
    reason: str | None = None
    progress: float | None = None
    expected: float
    projected: float | None = None
    pace: float | None = None
    method: Method | None = None
    status: Status | None = None
    is_quota: bool = False
    smart: list[Flaw] = Field(default_factory=list)
