"""A deal as answers show it, with what is found about it while it is open."""

from typing import Literal

from tools.drafts.dossier import Dossier
from tools.engine.checks import with_findings
from tools.engine.compute import Desk, inquire
from tools.engine.deal import Deal
from tools.engine.flagged import with_flags
from tools.engine.people import Person
from tools.engine.request import parse_request

Kind = Literal["signals", "defects"]


def with_signals(at: Desk, asker: Person, deal: Dossier) -> Deal:
    """The deal with its risk signals and the flag that stands on it."""
    return with_found(at, asker, deal, "signals")


def with_found(at: Desk, asker: Person, deal: Dossier, *kinds: Kind) -> Deal:
    """The deal with what is found about it: `signals`, `defects`; and its flag."""
    shown = Deal(
        id=deal.id,
        name=deal.name,
        account=deal.account.name if deal.account else None,
        owner=deal.owner,
        stage=deal.stage.name,
        amount=deal.amount,
        currency=deal.currency,
        close_on=deal.close_on,
    )
    _, inquiry = inquire(at, asker, parse_request({"kpi": "pipeline_count", "period": "all"}))
    if not deal.is_open or inquiry is None:
        return shown
    found = [shown]
    for kind in kinds:
        found = with_findings(inquiry, kind, found)
    return with_flags(inquiry, found)[0]
