"""Somebody left the workspace, became a guest or got another email: known at once."""

from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.conversation import Conversations


def register(app: AsyncApp, conversations: Conversations) -> None:
    """What was remembered of them is asked of Slack again; a process that does not hear of it
    does so within a minute."""

    @app.event("user_change")
    async def on_change(event: dict[str, Any]) -> None:
        conversations.callers.forget(event["user"]["id"])
