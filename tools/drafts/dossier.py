"""All that the store knows of one deal, as of a day: what drafts are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Contact:
    """Somebody at the customer's."""

    name: str
    title: str | None
    role: str | None


@dataclass(frozen=True)
class Meeting:
    """An activity on the deal and who did it; `held`, or still ahead."""

    kind: str
    on: date
    by: str
    held: bool


@dataclass(frozen=True)
class Sent:
    """A proposal that was sent; the amount is in `currency`."""

    id: str
    on: date
    amount: Decimal | None
    currency: str
    discount: float | None


@dataclass(frozen=True)
class Note:
    """What somebody wrote about the deal in the CRM: quoted, never followed."""

    text: str
    on: date
    by: str | None


@dataclass(frozen=True)
class Tick:
    """An item that somebody answered by hand."""

    by: str
    on: date
    note: str | None


@dataclass(frozen=True)
class Product:
    """What is sold: the price of the list in `currency`, the highest discount as a share."""

    id: str
    name: str
    family: str | None
    list_price: Decimal | None
    currency: str
    max_discount: float | None


@dataclass(frozen=True)
class Account:
    """The customer."""

    name: str
    segment: str | None
    industry: str | None
    country: str | None


@dataclass(frozen=True)
class Stage:
    """A stage of the process: its place among the open stages, from 1, and their number."""

    pk: int
    name: str
    kind: str
    place: int
    of: int
    exit_criteria: Sequence[str]
    next: str | None  # the stage after it
    # The exit criteria of every stage, by its name
    criteria: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Dossier:
    """One deal. Amounts are in `currency`, the deal's own; lists have the latest first."""

    pk: int
    id: str
    name: str
    label: str
    owner: str
    owner_pk: int
    owner_role: str
    account_pk: int | None
    account: Account | None
    product_pk: int | None
    product: Product | None
    amount: Decimal | None
    currency: str
    discount: float | None
    term_months: int | None
    stage: Stage
    category: str | None
    created_on: date
    close_on: date | None
    closed_on: date | None
    next_step: str | None
    next_step_on: date | None
    lost_reason: str | None
    lead_source: str | None
    contacts: Sequence[Contact]
    meetings: Sequence[Meeting]
    proposals: Sequence[Sent]
    notes: Sequence[Note]
    ticks: Mapping[str, Tick]

    @property
    def is_open(self) -> bool:
        """Whether it is neither won nor lost."""
        return self.stage.kind == "open"
