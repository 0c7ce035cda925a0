"""A form that makes an action, and the button that says it is done."""

import asyncio
import json

from slack_bolt.async_app import AsyncApp

from bot.blocks.actions import DONE, SAID
from bot.blocks.changes import done_message
from bot.blocks.forms import with_message
from bot.conversation import Conversations
from bot.desk.actions import FIELD_OF, FORM, make_action
from bot.desk.agreed_lines import post_line
from bot.desk.agreeing import told_in_thread
from bot.desk.making import make
from bot.desk.reminders import reminders_of
from bot.identity import Caller
from bot.listeners.modals import Submission, on_step
from bot.listeners.presses import Press
from bot.listeners.pressing import on_press
from bot.posting import Block


def register(app: AsyncApp, conversations: Conversations) -> None:
    """What is wrong stands under its input; what was made takes the form's place."""

    async def made(caller: Caller, sent: Submission) -> Block:
        chosen = sent.values["owner"]
        owner = await conversations.callers.who(chosen) if chosen else caller
        email = owner.person.email if owner.person else None
        entered = {**sent.private, **sent.values, "owner": email}
        bot, by = conversations.bot, caller.by
        done = await asyncio.to_thread(make_action, bot, by, entered, sent.key)
        told = await asyncio.to_thread(told_in_thread, bot, done, sent.private, by)
        if told is not None and done.number is not None:
            place = (sent.private["channel"], sent.private["message"])
            line = post_line(conversations, done.number, told, place, by.person.email)
            conversations.aside(line)
        conversations.aside(reminders_of(conversations).round())
        return with_message(sent.view, done_message(done, caller.locale))

    async def told(conversations: Conversations) -> None:
        await reminders_of(conversations).round()

    on_step(app, conversations, FORM, made, FIELD_OF)
    # Said in words: once a preview, however often its button is pressed.
    on_press(
        app,
        conversations,
        SAID,
        lambda bot, by, press: done_message(
            make_action(bot, by, json.loads(press.value), _said(press)), by.locale
        ),
        once=_said,
        in_place=True,
        after=told,
    )
    on_press(
        app,
        conversations,
        DONE,
        lambda bot, by, press: make(bot, by, "action_done", {"action": press.value}, press.key),
    )


def _said(press: Press) -> str:
    return f"{SAID}:{press.where}:{press.user}"
