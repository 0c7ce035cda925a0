"""The tool that tells all that is known of one deal."""

from typing import Any

from tools.arguments import OfDeal
from tools.changes.log import log_of
from tools.drafts.dossier import Dossier
from tools.drafts.meant import about_one
from tools.drafts.signals import with_found
from tools.engine.answer import Outcome
from tools.engine.compute import Desk
from tools.engine.people import Person
from tools.toolbox import Tool


def deal_detail(at: Desk, asker: Person, arguments: dict[str, Any]) -> Outcome:
    """The deal called `deal`: where it stands, who is who, what is next, what is
    wrong, and what people did about it here."""

    def told(deal: Dossier) -> Outcome:
        shown = with_found(at, asker, deal, "signals", "defects")
        return Outcome(
            "deal_detail", deals=[shown], deal_count=1, about=deal, log=log_of(at, deal.id)
        )

    return about_one("deal_detail", at, asker, arguments, told)


TOOL = Tool("deal_detail", deal_detail, "All that is known of one deal.", OfDeal)
