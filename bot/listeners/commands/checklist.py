"""`/checklist DEAL [PLAYBOOK]`: acknowledged at once, shown to the asker with boxes to tick."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.conversation import Conversations
from bot.drafts.asked import answer, of_command
from bot.drafts.drafting import draft
from bot.markup import plain_words
from tools.drafts.playbook import EXIT_CRITERIA, names


def register(app: AsyncApp, conversations: Conversations) -> None:
    """One command."""

    @app.command("/checklist")
    async def on_command(ack: AsyncAck, command: dict[str, Any]) -> None:
        await ack()
        asked = _arguments(plain_words(command.get("text") or "", {}))
        conversations.aside(
            answer(
                conversations,
                of_command(command),
                lambda person, locale: draft(conversations.bot, person, locale, "checklist", asked),
            )
        )


def _arguments(text: str) -> dict[str, str]:
    """The deal, and a playbook where one is named last."""
    deal, _, last = text.rpartition(" ")
    if deal and last.lower() in {*names(), EXIT_CRITERIA}:
        return {"deal": deal, "playbook": last.lower()}
    return {"deal": text}
