"""What the buttons of an answer have in common: they go back to what was asked, in the scope of
whoever presses them now.

What only the presser sees (a direct message, an answer for the asker's eyes) changes in place. What
stands in a channel for everybody stays as it is: whoever presses there gets an answer of their own.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.answering import OPEN, message_of
from bot.ask import Question, carry_out
from bot.audience import seen_as
from bot.blocks import plain_message
from bot.changes import Change, pinned
from bot.conversation import Conversations, Job
from bot.identity import Caller
from bot.journal import Kept, kept_answer
from bot.listeners.presses import Press, press_of
from bot.listeners.pressing import beside_it, in_its_place
from bot.posting import Message
from prompts import say
from tools.engine.answer import Answer


@dataclass(frozen=True)
class Click(Press):
    """A button or a menu of the answer that is `number` in the journal."""

    number: int

    def once_in_place(self) -> tuple[str, ...]:
        """The key of what this button of this message may do once."""
        return (f"click:{self.where}:{self.number}:{self.action}",)

    def once_each_time(self) -> tuple[str, ...]:
        """The key of this press."""
        return (self.key,)


def click_of(body: dict[str, Any], action: dict[str, Any]) -> Click:
    """The click out of Slack's payload."""
    press = press_of(body, action)
    number, _, value = press.value.partition(":")
    return Click(**{**vars(press), "value": value}, number=int(number))


def on_answer(
    app: AsyncApp,
    conversations: Conversations,
    action: str,
    change: Callable[[Click], Change],
    *,
    beside: bool = False,
) -> None:
    """Asks again with a change; `beside` the answer where it should not take its place."""

    @app.action(action)
    async def pressed(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        click = click_of(body, action)
        in_place = click.is_own and not beside

        async def work(caller: Caller) -> Message:
            return await asyncio.to_thread(
                _asked_again, conversations, caller, click, change(click), aside=beside
            )

        keys = click.once_in_place() if in_place else click.once_each_time()
        answered = in_its_place if in_place else beside_it
        reply = answered(conversations, click)
        conversations.start(
            Job(click.user, click.team, f"click:{click.message}", keys, work), reply
        )


def kept_in(conversations: Conversations, key: int) -> Kept | None:
    """The answer that a button belongs to."""
    with conversations.bot.database.reading() as connection:
        return kept_answer(connection, key)


def asked_again(
    conversations: Conversations,
    kept: Kept,
    question: Question,
    change: Change | None,
    locale: str,
) -> Answer:
    """The kept question once more, for the days it was asked for, with a change."""
    bot = conversations.bot
    with bot.sales.reading() as connection:
        at = bot.desk(connection)
        calendar = at.company.calendar
        calls = pinned(kept, at.today, calendar)
        changed = [change(call, at.today, calendar) for call in calls] if change else calls
    return carry_out(bot, question, changed, locale)


def _asked_again(
    conversations: Conversations, caller: Caller, click: Click, change: Change, *, aside: bool
) -> Message:
    turned_away = conversations.turned_away(caller)
    if turned_away:
        return plain_message(turned_away)
    kept = kept_in(conversations, click.number)
    if kept is None:
        return plain_message(say(caller.locale, "slack.choice_gone"))
    workspace = click.workspace or conversations.team
    leader = seen_as(conversations.bot, workspace, click.channel)
    leader = leader if kept.place == OPEN else None
    place = kept.place if click.is_own or leader else "channel"
    # What is only explained leaves the conversation where it was.
    thread = None if aside else kept.thread
    question = Question(kept.question, caller.name, place, thread, leader)
    locale = kept.locale if caller.name == kept.asked_by else caller.locale
    answer = asked_again(conversations, kept, question, change, locale)
    return message_of(conversations, answer, question)
