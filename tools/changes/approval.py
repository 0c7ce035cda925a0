"""Asking for the approval of a discount beyond its limit, and giving it: each once."""

from decimal import Decimal

from sqlalchemy import Update, insert, update

from storage.errors import PiloteError
from storage.tables import approvals
from tools.changes.change import Kind, Made, Prepared, Values
from tools.changes.meant import one_deal
from tools.drafts.dossier import Dossier
from tools.drafts.gather import dossier
from tools.drafts.price import Price, last_approval, price_of
from tools.engine.compute import Desk
from tools.engine.people import Person

_A = approvals.c


def _ask(at: Desk, asker: Person, arguments: Values) -> Prepared:
    deal = dossier(at, one_deal(at, asker, str(arguments["deal"])))
    price, last = price_of(at, deal), last_approval(at, deal)
    if not price.needs_approval:
        raise PiloteError("approval_not_needed", deal=deal.label)
    if last is not None and last.decided_by is None:
        raise PiloteError("approval_waits", deal=deal.label)
    if last is not None and last.covers(price):
        raise PiloteError("approval_given", deal=deal.label)
    amount = None if price.amount is None else str(price.amount)
    after = {"discount": price.discount, "amount": amount, "approver": _nearest(deal, price)}
    return Prepared("ask_approval", deal.id, deal.label, {}, after)


def _nearest(deal: Dossier, price: Price) -> str:
    if not price.approvers:
        raise PiloteError("approval_nobody", deal=deal.label)
    return price.approvers[0].email


def _approve(at: Desk, asker: Person, arguments: Values) -> Prepared:
    deal = dossier(at, one_deal(at, asker, str(arguments["deal"])))
    price, last = price_of(at, deal), last_approval(at, deal)
    if asker.email not in {one.email for one in price.approvers}:
        _refuse(deal, price)
    if last is None or last.decided_by is not None:
        raise PiloteError("approval_none", deal=deal.label)
    if not last.covers(price):
        raise PiloteError("approval_outdated", deal=deal.label)
    after = {"discount": last.discount, "asked_by": last.asked_by, "request": last.pk}
    return Prepared("approve", deal.id, deal.label, {"request": last.pk}, after)


def _refuse(deal: Dossier, price: Price) -> None:
    """By whom it is approved, where it can be."""
    if not price.approvers:
        raise PiloteError("approval_nobody", deal=deal.label)
    names = ", ".join(one.name for one in price.approvers)
    raise PiloteError("approval_not_yours", deal=deal.label, names=names)


def _request(made: Made, prepared: Prepared) -> None:
    amount = prepared.after["amount"]
    row = {
        "deal": prepared.deal,
        "discount": prepared.after["discount"],
        "amount": None if amount is None else Decimal(amount),
        "asked_by": made.by,
        "asked_at": made.at,
    }
    with made.connection.begin_nested():
        made.connection.execute(insert(approvals).values(row))


def _withdraw(made: Made, prepared: Prepared) -> None:
    waits = update(approvals).where(
        _A.deal == prepared.deal, _A.decided_at.is_(None), _A.withdrawn_at.is_(None)
    )
    _once(made, waits.values(withdrawn_at=made.at))


def _give(made: Made, prepared: Prepared) -> None:
    waits = update(approvals).where(
        _A.pk == prepared.after["request"], _A.decided_at.is_(None), _A.withdrawn_at.is_(None)
    )
    _once(made, waits.values(decided_by=made.by, decided_at=made.at))


def _take_back(made: Made, prepared: Prepared) -> None:
    given = update(approvals).where(
        _A.pk == prepared.after["request"], _A.decided_by == made.by, _A.withdrawn_at.is_(None)
    )
    with made.connection.begin_nested():
        _once(made, given.values(decided_by=None, decided_at=None))


def _once(made: Made, change: Update) -> None:
    if not made.connection.execute(change).rowcount:
        raise PiloteError("changed_since")


KINDS = (
    Kind("ask_approval", _ask, _request, _withdraw),
    Kind("approve", _approve, _give, _take_back),
)
