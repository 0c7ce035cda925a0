"""A choice of a question back, by its button: the answer takes the question's place."""

import json
import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.answering import OPEN, Said, job_of
from bot.blocks.parts import CHOOSE
from bot.conversation import Conversations
from bot.listeners.replies import answer_back
from bot.posting import Message
from bot.requests import channel_of_message, message_ts, team_of, workspace_of


def register(app: AsyncApp, conversations: Conversations) -> None:
    """All choices of a message are one listener's."""

    @app.action(re.compile(f"^{CHOOSE}_\\d+$"))
    async def on_choice(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()

        async def reply(message: Message) -> None:
            await answer_back(
                conversations.client,
                body.get("response_url") or "",
                message,
                channel=channel_of_message(body),
                user=body["user"]["id"],
                in_place=True,
            )

        conversations.start(job_of(conversations, _said(conversations, body, action)), reply)


def _said(conversations: Conversations, body: dict[str, Any], action: dict[str, Any]) -> Said:
    chosen = json.loads(action["value"])
    where = (workspace_of(body, conversations.team), channel_of_message(body))
    # A question back is answered once, however often its buttons are pressed.
    message = f"{':'.join(where)}:{message_ts(body)}:{chosen['thread']}"
    return Said(
        text=str(chosen["n"]),
        user=body["user"]["id"],
        team=team_of(body),
        place=chosen["place"],
        thread=chosen["thread"],
        keys=(f"choice:{message}",),
        channel=where if chosen["place"] == OPEN else None,
        choice=chosen["label"],
    )
