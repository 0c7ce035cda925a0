"""The button of a reminder: opens the forecast form."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.blocks.reminder import OPEN_FORECAST
from bot.conversation import Conversations
from bot.listeners.commands.forecast import opened


def register(app: AsyncApp, conversations: Conversations) -> None:
    """The same form as that of `/forecast`."""

    @app.action(OPEN_FORECAST)
    async def pressed(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        asked = {"user_id": body["user"]["id"], "team_id": body["team"]["id"]}
        where = {name: body[name] for name in ("trigger_id", "response_url")}
        conversations.aside(opened(conversations, {**asked, **where}))
