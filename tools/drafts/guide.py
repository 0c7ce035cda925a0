"""A discovery guide: what is known before a meeting, what is to be learnt, what to beware of."""

from collections.abc import Sequence
from dataclasses import dataclass

from tools.drafts.alike import Alike, alike
from tools.drafts.checklist import Line, checklist_of, items_of
from tools.drafts.dossier import Dossier
from tools.drafts.playbook import names
from tools.drafts.questions import Question, chosen
from tools.engine.compute import Desk
from tools.engine.people import Person
from tools.engine.scope import scope_of


@dataclass(frozen=True)
class Guide:
    """`gaps`: items of the playbook that nobody knows; `known`: those that are answered."""

    deal: Dossier
    known: Sequence[Line]
    gaps: Sequence[Line]
    questions: Sequence[Question]
    alike: Alike | None


def guide_of(at: Desk, asker: Person, deal: Dossier, playbook: str) -> Guide:
    """Raises UsageError for a playbook that there is not."""
    lines = checklist_of(deal, playbook).lines
    return Guide(
        deal=deal,
        known=[line for line in lines if line.state == "answered"],
        gaps=[line for line in lines if line.state != "answered"],
        questions=chosen(deal, items_of(deal, names())),
        alike=alike(at, scope_of(asker, at.company.name), deal),
    )
