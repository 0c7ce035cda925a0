"""The tool that drafts the outline of a proposal."""

from typing import Any

from tools.arguments import OfDeal
from tools.drafts.dossier import Dossier
from tools.drafts.meant import about_one
from tools.drafts.outline import outline_of
from tools.drafts.signals import with_signals
from tools.engine.answer import Outcome
from tools.engine.compute import Desk
from tools.engine.people import Person
from tools.toolbox import Tool


def proposal(at: Desk, asker: Person, arguments: dict[str, Any]) -> Outcome:
    """What the store says to a proposal for the deal called `deal`, and the deal's risks."""

    def draft(deal: Dossier) -> Outcome:
        shown = with_signals(at, asker, deal)
        return Outcome("proposal", deals=[shown], draft=outline_of(at, asker, deal))

    return about_one("proposal", at, asker, arguments, draft)


TOOL = Tool("proposal", proposal, "Outline of a proposal for one deal.", OfDeal)
