"""The settings: language, digest, quiet hours. Also the model of a modal to copy."""

import asyncio
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.blocks.settings import FORM, OPEN_SETTINGS, settings_view
from bot.conversation import Conversations
from bot.identity import Caller
from bot.listeners.homes import draw_home
from bot.listeners.modals import RefusedError, Submission, on_submit, open_modal, opener_of
from bot.posting import Block
from bot.preferences import keep_preferences, preferences_for
from prompts import say


def register(app: AsyncApp, conversations: Conversations) -> None:
    """Opened by a button; what is submitted is kept and the Home tab drawn anew."""

    @app.action(OPEN_SETTINGS)
    async def opened(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()

        def build(caller: Caller) -> Block:
            chosen = preferences_for(conversations.bot.database, caller.name)
            return settings_view(chosen, caller.person, caller.locale)

        conversations.aside(open_modal(conversations, opener_of(body), build))

    async def take(caller: Caller, submission: Submission) -> None:
        values = submission.values
        if (values["quiet_from"] is None) != (values["quiet_to"] is None):
            missing = "quiet_to" if values["quiet_to"] is None else "quiet_from"
            raise RefusedError(**{missing: say(caller.locale, "slack.settings.both")})
        await asyncio.to_thread(
            keep_preferences,
            conversations.bot.database,
            caller.name,
            conversations.bot.clock.now(),
            locale=values["locale"],
            digest=values["digest"] == "on",
            digest_day=int(values["digest_day"] or 0),
            digest_time=values["digest_time"],
            quiet_from=values["quiet_from"],
            quiet_to=values["quiet_to"],
        )
        conversations.aside(draw_home(conversations, caller.slack_id))

    on_submit(app, conversations, FORM, take)
