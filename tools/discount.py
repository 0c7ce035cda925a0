"""The tool that says how much discount somebody may give, and what one costs."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy import or_, select

from storage.errors import PiloteError, UsageError
from storage.tables import products
from tools.discounts.approvers import above
from tools.discounts.rules import Band, Sale, approval_limit, bands, own_limit
from tools.discounts.standing import standing_rules
from tools.discounts.terms import OnProduct, Terms
from tools.drafts.dossier import Dossier
from tools.drafts.meant import about_one
from tools.drafts.price import POINTS, last_approval, price_of
from tools.engine.answer import Outcome
from tools.engine.compute import Desk
from tools.engine.people import Person
from tools.toolbox import Tool

NAME = "discount"
_MOST = 10  # products


class Arguments(BaseModel):
    """`deal` by id or name (`amount`: at that price, in the deal's currency), or `product` by id
    or name and `amount` in the reporting currency;
    `share`: a discount that is asked about; `points`: so much more of one (0.05: five points)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    deal: str | None = None
    product: str | None = None
    amount: Decimal | None = Field(default=None, ge=0, le=10**12)
    share: float | None = Field(default=None, ge=0, le=1)
    points: float | None = Field(default=None, gt=0, lt=1)


def discount(at: Desk, asker: Person, arguments: dict[str, Any]) -> Outcome:
    """The limits of the asker, or of one deal in their scope.

    Raises UsageError for other arguments, and PiloteError for a deal or product not known.
    """
    given = _parsed(arguments)
    if given.deal is not None:
        return about_one(NAME, at, asker, arguments, lambda deal: _of_deal(at, given, deal))
    rules, sales = standing_rules(at), _sales(at, given)
    one = sales[0] if len(sales) == 1 else None
    found = Terms(
        currency=at.company.currency,
        amount=given.amount,
        share=given.share,
        products=[
            OnProduct(
                sale.name,
                bands(rules, asker.role, sale)
                if given.amount is None
                else [Band(None, None, own_limit(rules, asker.role, sale))],
                approval_limit(rules, asker.role, sale),
            )
            for sale in sales
        ],
        above=above(at, asker.pk, rules, one) if one else (),
        has_people=asker.role in {"manager", "executive"},
    )
    return Outcome(NAME, terms=found)


def _of_deal(at: Desk, given: Arguments, deal: Dossier) -> Outcome:
    if given.amount is not None:  # supposed to be sold for it, before any discount
        deal = replace(deal, amount=given.amount, discount=0.0)
    points = given.points if given.points is not None or given.share is not None else POINTS
    price = price_of(at, deal)
    asked = last_approval(at, deal)
    terms = Terms(at.company.currency, given.amount, given.share, points, deal, price, asked)
    return Outcome(NAME, terms=terms)


def _sales(at: Desk, given: Arguments) -> Sequence[Sale]:
    """The product named, or each there is."""
    p = products.c
    query = select(p.id, p.name, p.family, p.max_discount).order_by(p.name).limit(_MOST)
    if given.product is not None:
        query = query.where(or_(p.name == given.product, p.id == given.product))
    rows = at.connection.execute(query).all()
    if given.product is not None and not rows:
        raise PiloteError("product_unknown", given=given.product)
    sales = [Sale(row.id, row.name, row.family, row.max_discount, given.amount) for row in rows]
    return sales or [Sale(amount=given.amount)]


def _parsed(arguments: dict[str, Any]) -> Arguments:
    try:
        return Arguments.model_validate(arguments)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise UsageError("argument", argument=place, given=str(first.get("input"))) from error


TOOL = Tool(NAME, discount)
