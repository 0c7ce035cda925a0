"""*Ask Pilote about this*: somebody's message taken as a question, for the eyes of whoever asks."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.answering import Said, job_of
from bot.conversation import Conversations
from bot.listeners.replies import answer_back
from bot.listeners.slash import private_thread
from bot.posting import Message
from bot.requests import channel_of_message, words_of, workspace_of

CALLBACK = "ask_about_this"


def register(app: AsyncApp, conversations: Conversations) -> None:
    """The answer is the asker's, whoever wrote the message."""

    @app.shortcut(CALLBACK)
    async def on_shortcut(ack: AsyncAck, shortcut: dict[str, Any]) -> None:
        await ack()

        async def reply(message: Message) -> None:
            await answer_back(
                conversations.client,
                shortcut.get("response_url") or "",
                message,
                channel=channel_of_message(shortcut),
                user=shortcut["user"]["id"],
            )

        workspace = workspace_of(shortcut, conversations.team)
        conversations.start(job_of(conversations, _said(shortcut, workspace)), reply)


def _said(shortcut: dict[str, Any], workspace: str) -> Said:
    channel, user = shortcut["channel"]["id"], shortcut["user"]
    return Said(
        text=words_of(shortcut["message"]),
        user=user["id"],
        team=user.get("team_id"),
        place="dm" if channel.startswith("D") else "shortcut",
        thread=private_thread(workspace, channel, user["id"]),
        keys=(f"trigger:{shortcut.get('trigger_id') or shortcut['response_url']}",),
    )
