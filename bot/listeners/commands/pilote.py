"""`/pilote QUESTION`: acknowledged at once, answered for the asker's eyes only."""

import re
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.blocks import plain_message
from bot.conversation import Conversations, Said
from bot.found import modules_in
from bot.listeners import words
from bot.posting import Message, post_back
from bot.saying.reasons import error_text
from storage.errors import PiloteError


def register(app: AsyncApp, conversations: Conversations) -> None:
    """Without a question the answer is what can be asked."""

    @app.command("/pilote")
    async def on_command(ack: AsyncAck, command: dict[str, Any]) -> None:
        await ack()
        for word in modules_in(words, that_say="WORD"):
            match = word.WORD.fullmatch((command.get("text") or "").strip())
            if match:
                conversations.aside(_word(conversations, word, command, match))
                return

        async def reply(message: Message) -> None:
            await post_back(command["response_url"], message)

        conversations.start(_said(command), reply)


@dataclass(frozen=True)
class _Sent:
    """What words need of a command."""

    team: str


async def _word(
    conversations: Conversations, word: ModuleType, command: dict[str, Any], match: re.Match[str]
) -> None:
    """Answers words that are no question, for the asker's eyes only."""
    caller = await conversations.callers.who(command["user_id"], command["team_id"])
    turned_away = conversations.turned_away(caller)
    try:
        message = (
            plain_message(turned_away)
            if turned_away
            else await word.answer(conversations, caller, _Sent(command["team_id"]), match)
        )
    except PiloteError as error:
        message = plain_message(error_text(error, caller.locale))
    await post_back(command["response_url"], message)


def _said(command: dict[str, Any]) -> Said:
    # A command stands in no thread: what somebody asks in one channel is one conversation.
    where = f"{command['team_id']}:{command['channel_id']}"
    return Said(
        text=command.get("text") or "",
        user=command["user_id"],
        team=command["team_id"],
        place="slash",
        thread=f"slack:{where}:/pilote:{command['user_id']}",
        keys=(f"trigger:{command['trigger_id']}",),
    )
