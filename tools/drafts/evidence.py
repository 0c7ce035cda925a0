"""From a playbook's evidence to the fact of a deal that answers it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from tools.drafts.dossier import Contact, Dossier
from tools.drafts.playbook import Evidence

Source = Literal["opportunity", "contacts", "activities", "proposals"]


@dataclass(frozen=True)
class Fact:
    """Something known: which sentence tells it, its values, where it stands and of which day."""

    code: str
    source: Source
    values: Mapping[str, Any] = field(default_factory=dict)
    on: date | None = None


def answer_to(evidence: Iterable[Evidence], deal: Dossier) -> Fact | None:
    """The first fact that answers."""
    found = (_answer(one, deal) for one in evidence)
    return next((fact for fact in found if fact is not None), None)


def _answer(evidence: Evidence, deal: Dossier) -> Fact | None:
    if evidence.contact:
        return next((met(one) for one in deal.contacts if one.role in evidence.contact), None)
    if evidence.held:
        for one in deal.meetings:
            if one.held and one.kind in evidence.held:
                return Fact(f"held_{one.kind}", "activities", {"by": one.by}, one.on)
        return None
    if evidence.category:
        known = deal.category in evidence.category
        return Fact("category", "opportunity", {"category": deal.category}) if known else None
    return _THERE[str(evidence.there)](deal)


def met(contact: Contact) -> Fact:
    """A contact as a fact."""
    known = {"name": contact.name, "title": contact.title, "role": contact.role}
    return Fact("contact", "contacts", known)


def _amount(deal: Dossier) -> Fact | None:
    if deal.amount is None:
        return None
    return Fact("amount", "opportunity", {"amount": deal.amount, "currency": deal.currency})


def _product(deal: Dossier) -> Fact | None:
    return Fact("product", "opportunity", {"name": deal.product.name}) if deal.product else None


def _close_date(deal: Dossier) -> Fact | None:
    if deal.close_on is None:
        return None
    return Fact("close_date", "opportunity", {"day": deal.close_on})


def _next_step(deal: Dossier) -> Fact | None:
    if not deal.next_step:
        return None
    return Fact("next_step", "opportunity", {"text": deal.next_step}, deal.next_step_on)


def _proposal(deal: Dossier) -> Fact | None:
    for one in deal.proposals:
        code = "proposal" if one.amount is None else "proposal_of"
        values = {"id": one.id, "amount": one.amount, "currency": one.currency}
        return Fact(code, "proposals", values, one.on)
    return None


def _two_contacts(deal: Dossier) -> Fact | None:
    if len(deal.contacts) < 2:
        return None
    return Fact("contacts", "contacts", {"names": [one.name for one in deal.contacts]})


_THERE: Mapping[str, Callable[[Dossier], Fact | None]] = {
    "amount": _amount,
    "product": _product,
    "close_date": _close_date,
    "next_step": _next_step,
    "proposal": _proposal,
    "two_contacts": _two_contacts,
}
