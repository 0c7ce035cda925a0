"""An answer: what every way of asking gives back, in the contract's shape (answers.md)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from tools.accountable import TrackRecord
from tools.actions.listing import Action
from tools.coaching.arbitration import Arbitration
from tools.coaching.difference import Coaching
from tools.digests.weekly import Weekly
from tools.engine.bridged import Bridged
from tools.engine.deal import Deal
from tools.engine.explain.shown import Explanation
from tools.engine.figure import Figure, Span
from tools.engine.what_if.shown import WhatIf
from tools.goals.objective import Objective

if TYPE_CHECKING:
    from tools.changes.log import Logged
    from tools.discounts.terms import Terms
    from tools.drafts.dossier import Dossier
    from tools.drafts.draft import Draft

Status = Literal["answered", "clarify", "declined", "denied", "error"]


class ToolCall(BaseModel):
    """A tool and its arguments, as asked for."""

    name: str
    arguments: dict[str, Any] = Field(default_factory=dict)


class Digest(BaseModel):
    """A person's weekly digest, in the contract's shape (answers.md, "Digest")."""

    model_config = ConfigDict(serialize_by_alias=True)

    for_: str = Field(alias="for")
    week: str
    period: Span
    locale: str
    figures: list[Figure]
    bridge: Bridged | None
    at_risk: list[Deal]
    hygiene: list[Deal]
    agenda: list[str]
    text: str


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
    digest: Digest | None = None
    weekly: Weekly | None = Field(default=None, exclude=True)  # the digest before it is worded
    explanation: Explanation | None = None
    what_if: WhatIf | None = None
    coaching: Coaching | None = None
    arbitration: Arbitration | None = None
    track_record: TrackRecord | None = None
    actions: list[Action] | None = None
    elapsed_ms: float = 0.0
    kept_as: int | None = Field(default=None, exclude=True)  # its row in the journal


@dataclass(frozen=True)
class Offer:
    """What a tool asks back: a label that can be chosen, and the arguments it then gets."""

    label: str
    arguments: dict[str, Any]


@dataclass(frozen=True)
class Outcome:
    """What a tool found: figures and deals, entries of the glossary, objectives, a bridge, a week,
    a draft, all that is known of one deal, actions, or only its own name."""

    tool: str
    figures: Sequence[Figure] = ()
    deals: Sequence[Deal] = ()
    deal_count: int = 0
    glossary: Sequence[str] = field(default_factory=tuple)
    objectives: Sequence[Objective] | None = None
    bridge: Bridged | None = None
    weekly: Weekly | None = None
    explanation: Explanation | None = None
    what_if: WhatIf | None = None
    draft: "Draft | None" = None
    about: "Dossier | None" = None
    log: "Sequence[Logged]" = ()
    terms: "Terms | None" = None
    coaching: Coaching | None = None
    arbitration: Arbitration | None = None
    track_record: TrackRecord | None = None
    actions: Sequence[Action] | None = None
    offers: Sequence[Offer] = ()
