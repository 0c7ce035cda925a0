"""*Share*: an answer for the asker's eyes goes into its channel under their name; one of a direct
message into the channel that is chosen in a form."""

import asyncio
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.blocks import plain_message
from bot.blocks.buttons import SHARE, SHARE_TO
from bot.blocks.forms import channel_menu, field, modal
from bot.conversation import Conversations, Job
from bot.identity import Caller
from bot.listeners.clicks import click_of, kept_in
from bot.listeners.modals import RefusedError, Submission, on_submit, open_modal, opener_of
from bot.listeners.pressing import beside_it
from bot.listeners.shares import NotSharedError, share
from bot.posting import Block, Message
from prompts import say

FORM, CHANNEL = "share_to", "channel"


def register(app: AsyncApp, conversations: Conversations) -> None:
    """Shared once in a channel, however often it is pressed."""

    @app.action(SHARE)
    async def pressed(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        click = click_of(body, action)

        async def work(caller: Caller) -> Message:
            turned_away = conversations.turned_away(caller)
            if turned_away:
                return plain_message(turned_away)
            kept = await asyncio.to_thread(kept_in, conversations, click.number)
            try:
                await share(conversations, caller, kept, click.channel, click.thread_ts)
            except NotSharedError as why:
                return plain_message(str(why))
            return plain_message(say(caller.locale, "slack.share.done"))

        job = Job(click.user, click.team, f"click:{click.message}", click.once_each_time(), work)
        conversations.start(job, beside_it(conversations, click))

    @app.action(SHARE_TO)
    async def asked_where(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        key = int(action["value"])
        opener = opener_of(body)
        conversations.aside(open_modal(conversations, opener, lambda caller: _form(caller, key)))

    async def take(caller: Caller, submission: Submission) -> None:
        kept = await asyncio.to_thread(kept_in, conversations, int(submission.private["key"]))
        try:
            await share(conversations, caller, kept, submission.values[CHANNEL] or "")
        except NotSharedError as why:
            raise RefusedError(**{CHANNEL: str(why)}) from why

    on_submit(app, conversations, FORM, take)


def _form(caller: Caller, key: int) -> Block:
    """In which channel?"""
    locale = caller.locale
    label = say(locale, "slack.share.where")
    return modal(
        FORM,
        say(locale, "slack.buttons.share"),
        [field(CHANNEL, label, channel_menu(label), hint=say(locale, "slack.share.hint"))],
        submit=say(locale, "slack.buttons.share"),
        close=say(locale, "slack.modal.close"),
        private={"key": key},
    )
