"""What is done when something is pressed, and the ways back to whoever pressed it."""

import asyncio
import re
from collections.abc import Callable, Coroutine
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.blocks import plain_message
from bot.blocks.forms import with_message
from bot.conversation import Conversations, Job, Reply
from bot.identity import By, Caller
from bot.listeners.presses import Press, press_of
from bot.listeners.replies import answer_back, answer_privately
from bot.pilote import Pilote
from bot.posting import Message, charts_as_picture
from bot.sending import post

Do = Callable[[Pilote, By, Press], Message]
After = Callable[[Conversations], Coroutine[None, None, None]]


def on_press(
    app: AsyncApp,
    conversations: Conversations,
    action: str | re.Pattern[str],
    do: Do,
    *,
    once: Callable[[Press], str] = lambda press: press.key,
    in_place: bool = False,
    after: After | None = None,
) -> None:
    """Does something for whoever presses, once for each key of `once`, and tells them alone: in
    the place of the button or beside it. `after` goes on when it is done."""

    @app.action(action)
    async def pressed(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        press = press_of(body, action)
        reply = in_its_place if in_place else beside_it
        start(conversations, press, do, once(press), reply(conversations, press), after)


def start(
    conversations: Conversations,
    press: Press,
    do: Do,
    key: str,
    reply: Reply,
    after: After | None = None,
) -> None:
    """Does it in the background."""

    async def work(caller: Caller) -> Message:
        turned_away = await asyncio.to_thread(conversations.turned_away, caller)
        if turned_away:
            return plain_message(turned_away)
        message = await asyncio.to_thread(do, conversations.bot, caller.by, press)
        if after is not None:
            conversations.aside(after(conversations))
        return message

    job = Job(press.user, press.team, f"click:{press.where}", (key,), work)
    conversations.start(job, reply)


def in_its_place(conversations: Conversations, press: Press) -> Reply:
    """Puts what is said where the button was."""

    async def reply(message: Message) -> None:
        client = conversations.client
        if press.view is not None:
            view = with_message(press.view, message)
            await client.views_update(view_id=press.view["id"], view=view)
            return
        whole = await answer_back(
            client,
            press.response_url,
            message,
            channel=press.channel,
            user=press.user,
            in_place=True,
        )
        if not whole and press.is_direct and not press.ephemeral:
            thread = press.thread_ts or press.message
            await charts_as_picture(client, message, press.channel, thread)

    return reply


def beside_it(conversations: Conversations, press: Press) -> Reply:
    """Says it beside the message: in the thread of a direct message, else for the presser alone."""

    async def reply(message: Message) -> None:
        client = conversations.client
        if press.is_direct and not press.ephemeral:
            await post(client, message, press.channel, press.thread_ts or press.message)
        elif press.thread_ts:
            await answer_privately(
                client,
                message,
                channel=press.channel,
                user=press.user,
                thread_ts=press.thread_ts,
            )
        else:
            await answer_back(
                client, press.response_url, message, channel=press.channel, user=press.user
            )

    return reply
