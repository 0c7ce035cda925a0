"""A choice of a question back, by its button: the answer takes the question's place."""

import json
import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.answering import OPEN, Said, job_of
from bot.blocks.parts import CHOOSE
from bot.conversation import Conversations
from bot.posting import Message, post_back


def register(app: AsyncApp, conversations: Conversations) -> None:
    """All choices of a message are one listener's."""

    @app.action(re.compile(f"^{CHOOSE}_\\d+$"))
    async def on_choice(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()

        async def reply(message: Message) -> None:
            await post_back(body["response_url"], message, in_place=True)

        conversations.start(job_of(conversations, _said(body, action)), reply)


def _said(body: dict[str, Any], action: dict[str, Any]) -> Said:
    chosen = json.loads(action["value"])
    container = body["container"]
    # A question back is answered once, however often its buttons are pressed.
    message = f"{body['team']['id']}:{container['channel_id']}:{container['message_ts']}"
    return Said(
        text=str(chosen["n"]),
        user=body["user"]["id"],
        team=body["user"].get("team_id"),
        place=chosen["place"],
        thread=chosen["thread"],
        keys=(f"choice:{message}",),
        channel=(body["team"]["id"], container["channel_id"]) if chosen["place"] == OPEN else None,
        choice=chosen["label"],
    )
