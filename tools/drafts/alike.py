"""What became of deals alike: of the same segment and product, in the asker's scope."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, func, select

from storage.tables import accounts, opportunities, products
from tools.drafts.dossier import Dossier
from tools.engine.compute import Desk
from tools.engine.scope import Scope

DAYS = 730
REFERENCES = 3
_REASONS = 3
Basis = Literal["both", "product", "segment"]
_O, _A, _P = opportunities.c, accounts.c, products.c


@dataclass(frozen=True)
class Reference:
    """A won deal: the customer, what they bought, when."""

    id: str
    name: str
    account: str | None
    segment: str | None
    industry: str | None
    product: str | None
    closed_on: date


@dataclass(frozen=True)
class Alike:
    """Closed deals of the last 730 days that share product and segment with a deal, or where none
    does, one of them. `reasons`: why the most were lost, with their number; `unsaid`: lost ones
    without a reason."""

    basis: Basis
    won: int
    lost: int
    reasons: Sequence[tuple[str, int]]
    unsaid: int
    references: Sequence[Reference]


def alike(at: Desk, scope: Scope, deal: Dossier) -> Alike | None:
    """None where nothing like it closed in scope, or nothing tells what it is like."""
    for basis, condition in _bases(deal):
        closed = _closed(at, scope, deal, condition)
        counts = {kind: number for kind, number in at.connection.execute(_by_kind(closed))}
        if counts:
            told = list(at.connection.execute(_by_reason(closed)))
            reasons = [(reason, number) for reason, number in told if reason]
            return Alike(
                basis=basis,
                won=counts.get("won", 0),
                lost=counts.get("lost", 0),
                reasons=reasons[:_REASONS],
                unsaid=sum(number for reason, number in told if not reason),
                references=_references(at, closed, deal),
            )
    return None


def _bases(deal: Dossier) -> Sequence[tuple[Basis, ColumnElement[bool]]]:
    product = _O.product_pk == deal.product_pk
    segment = _A.segment == (deal.account.segment if deal.account else None)
    known = deal.product is not None, bool(deal.account and deal.account.segment)
    bases: list[tuple[Basis, ColumnElement[bool]]] = []
    if all(known):
        bases.append(("both", product & segment))
    if known[0]:
        bases.append(("product", product))
    if known[1]:
        bases.append(("segment", segment))
    return bases


def _closed(at: Desk, scope: Scope, deal: Dossier, like: ColumnElement[bool]) -> Select[Any]:
    first = at.today - timedelta(days=DAYS - 1)
    return (
        select(opportunities)
        .select_from(
            opportunities.outerjoin(accounts, _A.pk == _O.account_pk).outerjoin(
                products, _P.pk == _O.product_pk
            )
        )
        .where(
            _O.kind.in_(("won", "lost")),
            _O.closed_on.between(first, at.today),
            _O.pk != deal.pk,
            like,
            scope.condition(_O.owner_pk),
        )
    )


def _by_kind(closed: Select[Any]) -> Select[Any]:
    return closed.with_only_columns(_O.kind, func.count()).group_by(_O.kind)


def _by_reason(closed: Select[Any]) -> Select[Any]:
    number = func.count()
    lost = closed.where(_O.kind == "lost").with_only_columns(_O.lost_reason, number)
    return lost.group_by(_O.lost_reason).order_by(number.desc(), _O.lost_reason)


def _references(at: Desk, closed: Select[Any], deal: Dossier) -> Sequence[Reference]:
    """Of other customers: nobody is proof to themselves."""
    others = closed.where(_O.account_pk.is_distinct_from(deal.account_pk))
    won = others.where(_O.kind == "won").with_only_columns(
        _O.id,
        _O.name,
        _A.name.label("account"),
        _A.segment,
        _A.industry,
        _P.name.label("product"),
        _O.closed_on,
    )
    latest = won.order_by(_O.closed_on.desc(), _O.pk).limit(REFERENCES)
    return [Reference(**row) for row in at.connection.execute(latest).mappings()]
