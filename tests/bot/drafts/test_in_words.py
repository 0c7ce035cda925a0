"""Drafts asked for in words: the playbook that was named, and a version of each proposal."""

from sqlalchemy import select

from bot.ask import Question, ask
from bot.pilote import Pilote
from bot.workspace import Workspace
from storage.tables import proposal_versions
from tests.company import ALICE


def arguments(bot: Pilote, question: str) -> list[dict[str, object]]:
    answer = ask(bot, Question(question, ALICE, "terminal", "one thread"))
    return [call.arguments for call in answer.tools]


def test_the_playbook_that_is_named(bot: Pilote) -> None:
    bant = {"deal": "O1", "playbook": "bant"}
    assert arguments(bot, "BANT for Norrland rollout") == [bant]
    assert arguments(bot, "and for the Norrland extension?") == [bant | {"deal": "O2"}]
    assert arguments(bot, "checklist BANT pour Norrland rollout") == [bant]
    assert arguments(bot, "bant checklist for Norrland rollout") == [bant]
    assert arguments(bot, "MEDDICC for Norrland rollout") == [{"deal": "O1"}]


async def test_a_proposal_in_words_is_kept_and_shown_as_it_is(
    served: Workspace, bot: Pilote
) -> None:
    question = await served.dm("Alice Lindqvist", "draft a proposal for Norrland rollout")
    answer = await served.wait_for_reply(question)
    assert answer.blocks[0]["type"] == "markdown"
    assert answer.blocks[0]["text"].startswith("# Proposal: Norrland rollout")
    with bot.database.reading() as connection:
        assert connection.scalars(select(proposal_versions.c.version)).all() == [1]
