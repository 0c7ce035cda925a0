"""`/proposal DEAL`: acknowledged at once, drafted for the asker's eyes only."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.conversation import Conversations
from bot.drafts.asked import answer, of_command
from bot.drafts.drafting import draft
from bot.markup import plain_words


def register(app: AsyncApp, conversations: Conversations) -> None:
    """One command."""

    @app.command("/proposal")
    async def on_command(ack: AsyncAck, command: dict[str, Any]) -> None:
        await ack()
        asked = {"deal": plain_words(command.get("text") or "", {})}
        conversations.aside(
            answer(
                conversations,
                of_command(command),
                lambda person, locale: draft(conversations.bot, person, locale, "proposal", asked),
            )
        )
