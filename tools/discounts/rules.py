"""Discount rules: what they are about, and which of them holds for a sale."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Role = Literal["rep", "manager", "executive"]
ROLES: tuple[Role, ...] = ("rep", "manager", "executive")


@dataclass(frozen=True)
class Sale:
    """What is sold: the product's id, name and family, and the highest discount of the price
    list; the amount in the reporting currency, None where it is not known."""

    product: str | None = None
    name: str | None = None
    family: str | None = None
    listed: float | None = None
    amount: Decimal | None = None


@dataclass(frozen=True)
class Rule:
    """Up to which share (0 to 1) a role goes by itself. `product` is an id or a name; `over` and
    `below` bound the amount in the reporting currency, `over` included; `line` in the file."""

    line: int
    limit: float
    role: Role = "rep"
    product: str | None = None
    family: str | None = None
    over: Decimal | None = None
    below: Decimal | None = None

    @property
    def is_banded(self) -> bool:
        """Whether it holds for some amounts only."""
        return self.over is not None or self.below is not None

    @property
    def rank(self) -> tuple[int, bool]:
        """How specific it is: a product before a family before neither, then amounts."""
        return 2 if self.product else 1 if self.family else 0, self.is_banded

    def is_about(self, sale: Sale) -> bool:
        """Whether product and family are the sale's."""
        if self.product is not None:
            return _same(self.product, sale.product) or _same(self.product, sale.name)
        return self.family is None or _same(self.family, sale.family)

    def holds(self, amount: Decimal | None) -> bool:
        """Whether it is for this amount; of an amount that is not known only rules for all."""
        if not self.is_banded:
            return True
        if amount is None:
            return False
        return (self.over is None or amount >= self.over) and (
            self.below is None or amount < self.below
        )


@dataclass(frozen=True)
class Limit:
    """A highest discount, and the line of the rule that says it; no line: the price list's."""

    share: float
    line: int | None = None


def rule_for(rules: Sequence[Rule], role: str, sale: Sale) -> Rule | None:
    """The most specific rule of this role."""
    mine = [one for one in rules if one.role == role and one.is_about(sale)]
    return max(
        (one for one in mine if one.holds(sale.amount)), key=lambda one: one.rank, default=None
    )


def own_limit(rules: Sequence[Rule], role: str, sale: Sale) -> Limit | None:
    """Up to where somebody of this role goes without asking: by the rule of the role, else of the
    next one below it, else by the price list. None where nothing limits it."""
    for one in down_from(role):
        rule = rule_for(rules, one, sale)
        if rule is not None:
            return Limit(rule.limit, rule.line)
    return None if sale.listed is None else Limit(sale.listed)


def approval_limit(rules: Sequence[Rule], role: str, sale: Sale) -> Limit | None:
    """Up to where somebody of this role may approve. None where no rule says it: without limit."""
    rule = rule_for(rules, role, sale)
    return None if rule is None else Limit(rule.limit, rule.line)


@dataclass(frozen=True)
class Band:
    """A limit for amounts from `over` on and below `below` (None: no bound)."""

    over: Decimal | None
    below: Decimal | None
    limit: Limit | None


def bands(rules: Sequence[Rule], role: str, sale: Sale) -> Sequence[Band]:
    """The own limits of a role by amount, neighbours that are alike put together."""
    about = [one for one in rules if one.role in down_from(role) and one.is_about(sale)]
    edges = sorted({edge for one in about for edge in (one.over, one.below) if edge is not None})
    found: list[Band] = []
    for over, below in zip([None, *edges], [*edges, None], strict=True):
        amount = over if over is not None else Decimal(0)
        at = Sale(sale.product, sale.name, sale.family, sale.listed, amount)
        limit = own_limit(rules, role, at)
        if found and found[-1].limit == limit:
            found[-1] = Band(found[-1].over, below, limit)
        elif over is None or over > 0:
            found.append(Band(over, below, limit))
        else:
            found = [Band(None, below, limit)]
    return found


def down_from(role: str) -> Iterator[Role]:
    """The role and those below it, nearest first: whose rules hold where it has none."""
    known = role if role in ROLES else "rep"
    yield from reversed([one for one in ROLES if ROLES.index(one) <= ROLES.index(known)])


def _same(said: str, called: str | None) -> bool:
    return called is not None and said.casefold() == called.casefold()
