"""The price of a deal within the rules: what its discount costs, and who must approve it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from storage.tables import approvals
from tools.discounts.approvers import Approver, above
from tools.discounts.rules import Limit, Sale, own_limit
from tools.discounts.standing import standing_rules
from tools.drafts.dossier import Dossier
from tools.engine.compute import Desk
from tools.engine.kept import kept
from tools.engine.people import names_of

POINTS = 0.05  # what is looked at beyond the discount as it is


@dataclass(frozen=True)
class Price:
    """Amounts are in the deal's currency. `discount` is the deal's own, else that of its last
    proposal; `full` the amount before it, `cost` what it takes off; `limit` is up to where the
    owner goes without asking; `above` those who may approve more, nearest first."""

    amount: Decimal | None
    discount: float | None
    limit: Limit | None
    full: Decimal | None
    cost: Decimal | None
    above: Sequence[Approver]

    @property
    def needs_approval(self) -> bool:
        """Whether the discount goes beyond what its owner may give."""
        return self.exceeds(self.discount)

    @property
    def approvers(self) -> Sequence[Approver]:
        """Who may approve the discount as it is, nearest first."""
        return self.approvers_of(self.discount or 0.0)

    def exceeds(self, discount: float | None) -> bool:
        """Whether a discount is more than its owner may give."""
        return discount is not None and self.limit is not None and discount > self.limit.share

    def approvers_of(self, discount: float) -> Sequence[Approver]:
        """Who may approve a discount, nearest first."""
        return [one for one in self.above if one.may_approve(discount)]

    def with_more(self, points: float) -> float:
        """The discount with so much more of the price before it."""
        return round((self.discount or 0.0) + points, 6)  # 0.1 + 0.2 is 0.3

    def costs(self, points: float) -> Decimal | None:
        """What so much more of the price before discount would take off."""
        before = self.amount if self.full is None else self.full
        return None if before is None else before * Decimal(str(points))


@dataclass(frozen=True)
class Approval:
    """A request to go beyond the limit: `decided_by` None while it waits."""

    pk: int
    discount: float
    amount: Decimal | None
    asked_by: str  # an email
    decided_by: str | None  # a name
    decider: str | None  # their email

    def covers(self, price: Price) -> bool:
        """Whether the price is still the one that was asked for."""
        return price.discount == self.discount and price.amount == self.amount


def price_of(at: Desk, deal: Dossier) -> Price:
    """The price as it stands, by the rules of today."""
    sent = next((one.discount for one in deal.proposals if one.discount is not None), None)
    discount = deal.discount if deal.discount is not None else sent
    full = cost = None
    if deal.amount is not None and discount and discount < 1:
        full = deal.amount / (1 - Decimal(str(discount)))
        cost = full - deal.amount
    rules, sale = standing_rules(at), sale_of(at, deal)
    limit = own_limit(rules, deal.owner_role, sale)
    return Price(deal.amount, discount, limit, full, cost, above(at, deal.owner_pk, rules, sale))


def sale_of(at: Desk, deal: Dossier) -> Sale:
    """What is sold, at today's rate where the deal is in another currency."""
    rate = at.rates.on(deal.currency, at.today)
    known = deal.amount is not None and rate is not None
    amount = deal.amount * Decimal(str(rate)) if known and deal.amount is not None else None
    if deal.product is None:
        return Sale(amount=amount)
    sold = deal.product
    return Sale(sold.id, sold.name, sold.family, sold.max_discount, amount)


def last_approval(at: Desk, deal: Dossier) -> Approval | None:
    """The last request that was not withdrawn."""
    a = approvals.c
    query = (
        select(a.pk, a.discount, a.amount, a.asked_by, a.decided_by.label("decider"))
        .where(a.deal == deal.id, a.withdrawn_at.is_(None))
        .order_by(a.pk.desc())
        .limit(1)
    )
    with kept(at) as connection:
        row = connection.execute(query).mappings().first() if connection else None
    if row is None:
        return None
    names = names_of(at.connection, [row["decider"] or ""])
    return Approval(**row, decided_by=names.get(row["decider"], row["decider"]))
