"""A form that makes an action, and the button that says it is done."""

import asyncio
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.blocks.actions import DONE
from bot.conversation import Conversations
from bot.desk import forms
from bot.desk.actions import FIELD_OF, FORM, checked, made
from bot.desk.making import make
from bot.desk.privately import By, answer, done, hindrance, of_click, of_use, refusal
from bot.desk.reminders import reminders_of
from bot.posting import Message


def register(app: AsyncApp, conversations: Conversations) -> None:
    """What is wrong stands under its input; what was made takes the form's place."""
    bot = conversations.bot

    @app.view(FORM)
    async def on_form(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        asked = of_use(body, f"view:{view['id']}")
        caller = await conversations.callers.who(asked.user, asked.team)
        turned_away = await asyncio.to_thread(refusal, conversations, caller)
        if turned_away or caller.person is None:
            await ack(response_action="errors", errors={"what": turned_away or ""})
            return
        by = By(caller.person, caller.locale)
        owner = await _owner(conversations, view)
        try:
            action = await asyncio.to_thread(checked, bot, view, owner, by)
        except Exception as error:  # unsaid, it would close the form
            field = FIELD_OF.get(getattr(error, "code", ""), "what")
            await ack(response_action="errors", errors={field: hindrance(error, by.locale)})
            return
        message = await done(conversations, asked, lambda by: made(bot, by, action, asked.key))
        await ack(response_action="update", view=forms.told(message, FORM, by.locale))
        conversations.aside(reminders_of(conversations).round())

    @app.action(DONE)
    async def on_done(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        asked = of_click(body, action)

        def work(by: By) -> Message:
            return make(bot, by, "action_done", {"action": action["value"]}, asked.key)

        conversations.aside(answer(conversations, asked, body["response_url"], work))


async def _owner(conversations: Conversations, view: dict[str, Any]) -> str | None:
    """The email of the chosen user, where they are somebody here."""
    chosen = forms.entered(view)["owner"]
    caller = await conversations.callers.who(chosen) if chosen else None
    return caller.person.email if caller and caller.person else None
