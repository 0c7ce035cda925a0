"""Won deals beside the limits of the company's own rules, as the database reads them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Double,
    and_,
    case,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    true,
)

from storage.tables import approvals, opportunities, people, products
from storage.types import MONEY_SCALE
from tools.discounts.rules import ROLES, Role, Rule, Sale, down_from
from tools.discounts.standing import standing_rules
from tools.engine.facts.deals import won_deals
from tools.engine.inquiry import Inquiry
from tools.engine.kept import kept
from tools.engine.refusal import NoValue
from tools.engine.rows import Rows

_A, _O = approvals.c, opportunities.c
_ALL = 1.0  # no discount is more than that
_GIVEN_LEAVE = and_(_A.decided_at.is_not(None), _A.withdrawn_at.is_(None))


def beside_rules(inquiry: Inquiry) -> Rows:
    """Won deals; where the company has rules of its own like `held_to_rules`."""
    rules = standing_rules(inquiry)
    return _beside(inquiry, rules) if rules else won_deals(inquiry)


def held_to_rules(inquiry: Inquiry) -> Rows:
    """Won deals; `columns["kept"]`: the discount is one that a seller of the owner's role gives
    alone by the company's rules (by those of today, and as the role is today), by the price list
    where no rule is about it; `columns["approved"]`: it is more, and was approved.

    Raises NoValue `no_discount_rules`.
    """
    rules = standing_rules(inquiry)
    if not rules:
        raise NoValue("no_discount_rules")
    return _beside(inquiry, rules)


def _beside(inquiry: Inquiry, rules: Sequence[Rule]) -> Rows:
    rows = won_deals(inquiry)
    given = func.coalesce(rows.columns["discount"], 0.0)
    within = given <= func.coalesce(_limit(inquiry, rules, rows), _ALL)
    columns = {"kept": within, "approved": and_(~within, _approved(inquiry, given))}
    return replace(rows, columns={**rows.columns, **columns})


def _limit(inquiry: Inquiry, rules: Sequence[Rule], rows: Rows) -> ColumnElement[Any]:
    """Up to where the owner of each deal goes alone; null where nothing limits it."""
    listed = select(func.max(products.c.max_discount)).where(products.c.pk == _O.product_pk)
    about = {rule: _is_about(inquiry, rule, rows) for rule in rules}

    def of_role(role: Role) -> ColumnElement[Any]:
        own = [
            (about[rule], literal(rule.limit, Double))
            for mine in down_from(role)
            for rule in sorted(rules, key=lambda one: one.rank, reverse=True)
            if rule.role == mine
        ]
        of_list = listed.scalar_subquery()
        return case(*own, else_=of_list) if own else of_list

    of_reps, *above = ROLES
    roles = [(_is_of(role), of_role(role)) for role in above]
    return case(*roles, else_=of_role(of_reps))


def _is_of(role: Role) -> ColumnElement[bool]:
    return _O.owner_pk.in_(select(people.c.pk).where(people.c.role == role))


def _is_about(inquiry: Inquiry, rule: Rule, rows: Rows) -> ColumnElement[bool]:
    parts = [*_bounds(rule, rows)]
    if rule.product or rule.family:
        parts.append(_O.product_pk.in_(_sold(inquiry, rule)))
    return and_(true(), *parts)


def _bounds(rule: Rule, rows: Rows) -> Iterator[ColumnElement[bool]]:
    money = rows.columns["money"]
    if rule.over is not None:
        yield money >= _units(rule.over)
    if rule.below is not None:
        yield money < _units(rule.below)


def _units(amount: Decimal) -> float:
    return float(amount * MONEY_SCALE)


def _sold(inquiry: Inquiry, rule: Rule) -> Sequence[int]:
    """The products that a rule is about: compared here, since databases fold case each in
    their own way."""
    p = products.c
    rows = inquiry.connection.execute(select(p.pk, p.id, p.name, p.family))
    return [pk for pk, *sold in rows if rule.is_about(Sale(*sold))]


def _approved(inquiry: Inquiry, given: ColumnElement[Any]) -> ColumnElement[bool]:
    """Somebody approved this much for the deal."""
    if inquiry.flags:
        leave = exists().where(_A.deal == _O.id, _A.discount >= given, _GIVEN_LEAVE)
        return leave.correlate(opportunities)
    query = select(_A.deal, func.max(_A.discount)).where(_GIVEN_LEAVE).group_by(_A.deal)
    with kept(inquiry) as connection:
        found = connection.execute(query).all() if connection else []
    shares = {share: [deal for deal, most in found if most == share] for _, share in found}
    return or_(
        false(), *(and_(_O.id.in_(deals), given <= share) for share, deals in shares.items())
    )
