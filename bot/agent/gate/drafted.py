"""What drafts and deals bring to the evidence: fields with a meaning, never what somebody wrote.

Notes, next steps, titles and reasons are other people's words: no number or name is traced to them.
"""

from collections.abc import Mapping

from bot.agent.gate.quantity import Quantity
from bot.agent.gate.walk import Walk
from tools.drafts.alike import Alike
from tools.drafts.checklist import Checklist
from tools.drafts.dossier import Dossier
from tools.drafts.draft import Draft
from tools.drafts.guide import Guide
from tools.drafts.outline import Outline
from tools.drafts.price import Price


def drafted(found: Walk, draft: Draft) -> None:
    """A draft: its deal, and what it counts."""
    deal = draft.deal
    dossier(found, deal)
    if isinstance(draft, Checklist):
        answered = sum(line.state == "answered" for line in draft.lines)
        _counts(found, deal, answered, len(draft.lines), len(draft.missing))
        _counts(found, deal, len(draft.lines) - answered)
    if isinstance(draft, Guide):
        _counts(found, deal, len(draft.known), len(draft.gaps), len(draft.questions))
    if isinstance(draft, Guide | Outline) and draft.alike is not None:
        _alike(found, draft.alike)
    if isinstance(draft, Outline):
        _counts(found, deal, len(draft.missing))
        of = {"name": deal.name, "id": deal.id, "currency": deal.currency}
        found.anything({**of, **_price(draft.price)})


def dossier(found: Walk, deal: Dossier) -> None:
    """A deal by its fields, its people and what was sent."""
    found.anything(_fields(deal))
    _counts(found, deal, len(deal.contacts), len(deal.meetings), len(deal.proposals))
    _counts(found, deal, sum(one.held for one in deal.meetings))


def _fields(deal: Dossier) -> Mapping[str, object]:
    account, product = deal.account, deal.product
    plain = ("id", "name", "owner", "amount", "currency", "discount", "term_months", "category")
    days = ("created_on", "close_on", "closed_on", "next_step_on")
    return {
        **{name: getattr(deal, name) for name in (*plain, *days)},
        "account": account.name if account else None,
        "about": [account.segment, account.industry, account.country] if account else [],
        "stages": [deal.stage.name, deal.stage.next],
        "product": {**vars(product), "discount_limit": product.max_discount} if product else None,
        "contacts": [{"name": one.name, "role": one.role} for one in deal.contacts],
        "meetings": [{"owner": one.by, "on": one.on} for one in deal.meetings],
        "proposals": [vars(one) for one in deal.proposals],
    }


def _price(price: Price) -> Mapping[str, object]:
    above = [
        {"name": one.name, "discount": one.limit.share if one.limit else None}
        for one in price.above
    ]
    return {
        **{name: getattr(price, name) for name in ("amount", "discount", "full", "cost")},
        "discount_limit": price.limit.share if price.limit else None,
        "above": above,
    }


def _counts(found: Walk, deal: Dossier, *counts: int) -> None:
    of = found.labels(deal.name, deal.id)
    found.numbers += [Quantity(number, "count", labels=of, noun="other") for number in counts]


def _alike(found: Walk, alike: Alike) -> None:
    reasons = sum(number for _, number in alike.reasons) + alike.unsaid
    counts = (alike.won, alike.lost, alike.won + alike.lost, alike.unsaid, reasons)
    found.numbers += [Quantity(number, "count", noun="deal") for number in counts]
    for one in alike.references:
        found.labels(*filter(None, (one.name, one.id, one.account, one.product)))
        found.day(one.closed_on)
