"""The tool that drafts a deal's checklist."""

from typing import Any

from tools.arguments import ByPlaybook
from tools.drafts.checklist import checklist_of
from tools.drafts.dossier import Dossier
from tools.drafts.meant import about_one
from tools.drafts.playbook import playbook_of
from tools.engine.answer import Outcome
from tools.engine.compute import Desk
from tools.engine.people import Person
from tools.toolbox import Tool


def checklist(at: Desk, asker: Person, arguments: dict[str, Any]) -> Outcome:
    """What is answered, open and unknown of the deal called `deal`, by `playbook`."""
    name = playbook_of(arguments)

    def draft(deal: Dossier) -> Outcome:
        return Outcome("checklist", draft=checklist_of(deal, name))

    return about_one("checklist", at, asker, arguments, draft)


TOOL = Tool("checklist", checklist, "What is known and missing of one deal.", ByPlaybook)
