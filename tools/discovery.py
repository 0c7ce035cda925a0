"""The tool that prepares a first or next meeting."""

from typing import Any

from tools.arguments import ByPlaybook
from tools.drafts.dossier import Dossier
from tools.drafts.guide import guide_of
from tools.drafts.meant import about_one
from tools.drafts.playbook import playbook_of
from tools.engine.answer import Outcome
from tools.engine.compute import Desk
from tools.engine.people import Person
from tools.toolbox import Tool


def discovery(at: Desk, asker: Person, arguments: dict[str, Any]) -> Outcome:
    """What is known of the deal called `deal`, what to ask, by `playbook`."""
    name = playbook_of(arguments)

    def draft(deal: Dossier) -> Outcome:
        return Outcome("discovery", draft=guide_of(at, asker, deal, name))

    return about_one("discovery", at, asker, arguments, draft)


TOOL = Tool("discovery", discovery, "Questions for a deal's next meeting.", ByPlaybook)
