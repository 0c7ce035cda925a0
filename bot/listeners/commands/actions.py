"""`/actions`: what is to be done; with words, a form for a new one."""

from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.conversation import Conversations
from bot.desk.actions import action_form, listed
from bot.desk.opening import opened
from bot.desk.privately import answer, of_command
from bot.markup import plain_words


def register(app: AsyncApp, conversations: Conversations) -> None:
    """Acknowledged at once, answered for the asker's eyes only."""
    bot = conversations.bot

    @app.command("/actions")
    async def on_command(ack: AsyncAck, command: dict[str, Any]) -> None:
        await ack()
        what = plain_words(command.get("text") or "", {})
        if what:
            body = {**command, "user": {"id": command["user_id"], "team_id": command["team_id"]}}
            form = partial(action_form, bot, what, command["user_id"])
            conversations.aside(opened(conversations, body, form))
            return
        asked = of_command(command)
        work = partial(listed, bot)
        conversations.aside(answer(conversations, asked, command["response_url"], work))
