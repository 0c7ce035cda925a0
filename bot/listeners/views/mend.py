"""Mending a deal: the button opens a form, the form a preview, the preview writes."""

import asyncio
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.blocks.deals import MEND
from bot.conversation import Conversations
from bot.desk import forms
from bot.desk.mending import CONFIRM, FIELD_OF, FORM, mend, mend_form, preview
from bot.desk.opening import opened
from bot.desk.privately import By, done, hindrance, of_use, refusal


def register(app: AsyncApp, conversations: Conversations) -> None:
    """Everything happens in the form itself, so that nobody else sees it."""

    @app.action(MEND)
    async def on_button(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        form = partial(mend_form, conversations.bot, action["value"])
        conversations.aside(opened(conversations, body, form))

    @app.view(FORM)
    async def on_form(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        caller = await conversations.callers.who(body["user"]["id"], body["user"].get("team_id"))
        turned_away = await asyncio.to_thread(refusal, conversations, caller)
        try:
            if turned_away or caller.person is None:
                await ack(response_action="errors", errors={"amount": turned_away or ""})
                return
            by = By(caller.person, caller.locale)
            shown = await asyncio.to_thread(preview, conversations.bot, by, view)
            await ack(response_action="update", view=shown)
        except Exception as error:  # unsaid, it would close the form
            field = FIELD_OF.get(getattr(error, "code", ""), "amount")
            told = hindrance(error, caller.locale)
            await ack(response_action="errors", errors={field: told})

    @app.view(CONFIRM)
    async def on_confirm(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        work = partial(mend, conversations.bot, view)
        message = await done(conversations, of_use(body, f"view:{view['id']}"), work)
        locale = forms.meta_of(view)["locale"]
        await ack(response_action="update", view=forms.told(message, CONFIRM, locale))
