"""Which deal a draft is about: one, or choices to ask back with."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from storage.errors import UsageError
from tools.changes.meant import Unclear, one_deal
from tools.drafts.dossier import Dossier
from tools.drafts.gather import dossier
from tools.engine.answer import Offer, Outcome
from tools.engine.compute import Desk
from tools.engine.deal_named import Named
from tools.engine.people import Person


def about_one(
    tool: str,
    at: Desk,
    asker: Person,
    arguments: dict[str, Any],
    draft: Callable[[Dossier], Outcome],
) -> Outcome:
    """The draft about the deal of argument `deal`; offers where several may be meant.

    Raises UsageError without one, and PiloteError `deal_unknown` alike for a deal that there is
    not and one that the asker may not see.
    """
    given = str(arguments.get("deal") or "").strip()
    if not given:
        raise UsageError("deal_needed")
    try:
        deal = one_deal(at, asker, given, closed=True)
    except Unclear as unclear:
        return Outcome(tool, offers=_offers(unclear.found, arguments))
    return draft(dossier(at, deal))


def _offers(found: Sequence[Named], arguments: dict[str, Any]) -> Sequence[Offer]:
    called = Counter(deal.label for deal in found)
    return [
        Offer(
            deal.label if called[deal.label] == 1 else f"{deal.label}, {deal.id}",
            {**arguments, "deal": deal.id},
        )
        for deal in found
    ]
