"""What can be done under a draft that was asked for in words: as under one of a command."""

from collections.abc import Sequence

from bot.drafts.proposal import proposal_steps
from bot.posting import Block
from tools.changes.meant import one_deal
from tools.drafts.gather import dossier
from tools.engine.answer import Answer
from tools.engine.compute import Desk
from tools.engine.people import Person


def steps_under(at: Desk, asker: Person, answer: Answer, *, public: bool) -> Sequence[Block]:
    """The buttons of a proposal, as its price stands now; what only the asker may do is left out
    where everybody reads it."""
    if answer.draft is None or answer.draft["kind"] != "proposal" or not answer.deals:
        return ()
    deal = dossier(at, one_deal(at, asker, answer.deals[0].id, closed=True))
    return proposal_steps(at, deal, None if public else asker, answer.locale)
