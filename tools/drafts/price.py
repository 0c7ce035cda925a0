"""The price of a deal within the rules: what its discount costs, and who must approve it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import RowMapping, Select, func, select

from storage.tables import approvals, people
from tools.drafts.dossier import Dossier
from tools.engine.compute import Desk


@dataclass(frozen=True)
class Price:
    """Amounts are in the deal's currency. `discount` is the deal's own, else that of its last
    proposal; `full` the amount before it, `cost` what it takes off; `limit` the product's."""

    amount: Decimal | None
    discount: float | None
    limit: float | None
    full: Decimal | None
    cost: Decimal | None

    @property
    def needs_approval(self) -> bool:
        """Whether the discount goes beyond what the product allows."""
        return self.discount is not None and self.limit is not None and self.discount > self.limit


@dataclass(frozen=True)
class Approval:
    """A request to go beyond the limit: `decided_by` None while it waits."""

    pk: int
    discount: float
    amount: Decimal | None
    asked_by: str  # an email
    decided_by: str | None  # a name

    def covers(self, price: Price) -> bool:
        """Whether the price is still the one that was asked for."""
        return price.discount == self.discount and price.amount == self.amount


def price_of(deal: Dossier) -> Price:
    """The price as it stands."""
    sent = next((one.discount for one in deal.proposals if one.discount is not None), None)
    discount = deal.discount if deal.discount is not None else sent
    full = cost = None
    if deal.amount is not None and discount and discount < 1:
        full = deal.amount / (1 - Decimal(str(discount)))
        cost = full - deal.amount
    limit = deal.product.max_discount if deal.product else None
    return Price(deal.amount, discount, limit, full, cost)


def last_approval(at: Desk, deal: Dossier) -> Approval | None:
    """The last request that was not withdrawn."""
    if not at.flags:  # what people did is not on the warehouse
        return None
    a = approvals.c
    query = (
        select(
            *(a.pk, a.discount, a.amount, a.asked_by),
            func.coalesce(people.c.name, a.decided_by).label("decided_by"),
        )
        .select_from(approvals.outerjoin(people, people.c.email == a.decided_by))
        .where(a.deal == deal.id, a.withdrawn_at.is_(None))
        .order_by(a.pk.desc())
        .limit(1)
    )
    row = at.connection.execute(query).mappings().first()
    return Approval(**row) if row else None


def approvers(at: Desk, deal: Dossier) -> Sequence[RowMapping]:
    """Who may approve, nearest first: the owner's managers upwards, then the executives."""
    columns = select(people.c.pk, people.c.email, people.c.name, people.c.manager_pk)
    everybody = {row["pk"]: row for row in _rows(at, columns)}
    found: list[RowMapping] = []
    above = everybody[deal.owner_pk]["manager_pk"]
    while above in everybody and everybody[above] not in found:
        found.append(everybody[above])
        above = everybody[above]["manager_pk"]
    top = _rows(at, columns.where(people.c.role == "executive").order_by(people.c.pk))
    return [*found, *(one for one in top if one not in found and one["pk"] != deal.owner_pk)]


def _rows(at: Desk, query: Select[Any]) -> Sequence[RowMapping]:
    return at.connection.execute(query).mappings().all()
