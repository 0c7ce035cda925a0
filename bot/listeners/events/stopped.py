"""The Stop button: what is being worked out in the thread is given up, and the thread says so."""

from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.conversation import Conversations
from bot.requests import workspace_of


def register(app: AsyncApp, conversations: Conversations) -> None:
    """The question counts as answered: Slack's next delivery of it is no new one."""

    @app.event("agent_session_stopped")
    async def on_stop(body: dict[str, Any], event: dict[str, Any]) -> None:
        where = f"{workspace_of(body, conversations.team)}:{event['channel']}"
        await conversations.stop(f"slack:{where}:{event['thread_ts']}")
