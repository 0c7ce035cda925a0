"""*Ask Pilote about this*: somebody's message taken as a question, for the eyes of whoever asks."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.answering import Said, job_of
from bot.conversation import Conversations
from bot.listeners.slash import private_thread
from bot.posting import Message, post_back

CALLBACK = "ask_about_this"


def register(app: AsyncApp, conversations: Conversations) -> None:
    """The answer is the asker's, whoever wrote the message."""

    @app.shortcut(CALLBACK)
    async def on_shortcut(ack: AsyncAck, shortcut: dict[str, Any]) -> None:
        await ack()

        async def reply(message: Message) -> None:
            await post_back(shortcut["response_url"], message)

        conversations.start(job_of(conversations, _said(shortcut)), reply)


def _said(shortcut: dict[str, Any]) -> Said:
    channel, user = shortcut["channel"]["id"], shortcut["user"]
    return Said(
        text=shortcut["message"].get("text") or "",
        user=user["id"],
        team=user.get("team_id"),
        place="dm" if channel.startswith("D") else "shortcut",
        thread=private_thread(shortcut["team"]["id"], channel, user["id"]),
        keys=(f"trigger:{shortcut['trigger_id']}",),
    )
