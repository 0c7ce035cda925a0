"""Thumbs up or down under an answer, kept with the question; the last word counts."""

import asyncio
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.blocks.buttons import FEEDBACK
from bot.conversation import Conversations
from bot.journal import keep_feedback
from bot.listeners.clicks import Click, click_of


def register(app: AsyncApp, conversations: Conversations) -> None:
    """Slack shows the press itself: nothing is said."""

    @app.action(FEEDBACK)
    async def pressed(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        conversations.aside(_keep(conversations, click_of(body, action)))


async def _keep(conversations: Conversations, click: Click) -> None:
    caller = await conversations.callers.who(click.user, click.team)
    if caller.person is None:
        return
    good = click.value == "positive"
    bot = conversations.bot

    def work() -> None:
        with bot.database.writing() as connection:
            keep_feedback(connection, click.number, caller.name, good=good, now=bot.clock.now())

    await asyncio.to_thread(work)
