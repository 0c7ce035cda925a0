"""What can be done about a deal of a list: flag it, clear its flag, put off its alerts, mend it."""

import asyncio
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.blocks.deals import MENU
from bot.blocks.forms import field, line_of_text, with_message, worded
from bot.changing import prepared
from bot.conversation import Conversations
from bot.desk.making import make
from bot.desk.mending import mend_form
from bot.desk.notices import tell_managers
from bot.identity import By, Caller
from bot.listeners.modals import Submission, on_step, open_modal, opener_of
from bot.listeners.presses import Press, press_of
from bot.listeners.pressing import beside_it, start
from bot.pilote import Pilote
from bot.posting import Block, Message
from prompts import say
from tools.changes.flag import LONGEST

FORM = "flag_form"


def register(app: AsyncApp, conversations: Conversations) -> None:
    """A flag needs a reason: a form asks for it."""
    bot = conversations.bot
    forms = {"flag": _form, "mend": mend_form}

    @app.action(MENU)
    async def on_menu(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        press = press_of(body, action)
        what, _, deal = press.value.partition(":")
        if what in forms:
            build, opener = forms[what], opener_of(body)
            opening = open_modal(conversations, opener, lambda caller: build(bot, deal, caller.by))
            conversations.aside(opening)
        elif what in {"clear_flag", "snooze"}:
            do, reply = partial(_make, what, deal), beside_it(conversations, press)
            start(conversations, press, do, press.key, reply, after=tell_managers)

    async def flagged(caller: Caller, sent: Submission) -> Block:
        arguments = {"deal": sent.private["deal"], "reason": sent.values["reason"]}
        message = await asyncio.to_thread(make, bot, caller.by, "flag", arguments, sent.key)
        conversations.aside(tell_managers(conversations))
        return with_message(sent.view, message)

    on_step(app, conversations, FORM, flagged)


def _make(kind: str, deal: str, bot: Pilote, by: By, press: Press) -> Message:
    return make(bot, by, kind, {"deal": deal}, press.key)


def _form(bot: Pilote, deal: str, by: By) -> Block:
    # What a flag would do, said without its reason yet: who may not flag it is told here.
    name = prepared(bot, by.person, "flag", {"deal": deal, "reason": "?"}).name
    label = say(by.locale, f"slack.{FORM}.reason", deal=name)
    reason = {**line_of_text(multiline=True), "max_length": LONGEST}
    return worded(FORM, [field("reason", label, reason)], by.locale, {"deal": deal})
