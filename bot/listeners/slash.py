"""What slash commands have in common: acknowledged at once, answered once, for the asker alone.

A command is one file in `commands/`: its `register` calls `on_command` with what answers it,
mostly `asking(...)` (a tool) or `sentence(...)` (words for the reader).
"""

import asyncio
import hashlib
import uuid
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.answering import Said, job_of, message_of
from bot.ask import Question, carry_out
from bot.conversation import Conversations, Job
from bot.identity import By, Caller
from bot.listeners.modals import Opener
from bot.listeners.pressing import After
from bot.listeners.replies import answer_back
from bot.markup import plain_words, with_deals
from bot.pilote import Pilote
from bot.posting import Message
from bot.reader import Call
from prompts import say


@dataclass(frozen=True)
class Slash:
    """A command as it was sent; `text` is what stands after its name."""

    name: str
    text: str
    user: str
    team: str
    channel: str
    channel_name: str
    trigger_id: str
    response_url: str

    @property
    def key(self) -> str:
        """What tells this sending of the command from every other one, as far as Slack says it."""
        sent = (self.trigger_id, self.response_url)
        told = sent if any(sent) else (uuid.uuid4().hex,)
        said = "|".join((*told, self.user, self.channel, self.name, self.text))
        return f"command:{hashlib.sha256(said.encode()).hexdigest()}"

    @property
    def opener(self) -> Opener:
        """Whoever opens a form with it."""
        return Opener(self.user, self.team, self.trigger_id, self.channel, self.response_url)

    @property
    def said(self) -> Said:
        """The text as a question. A command stands in no thread: what somebody asks in one
        channel is one conversation."""
        place = "dm" if self.channel.startswith("D") else "slash"
        return Said(
            text=self.text,
            user=self.user,
            team=self.team,
            place=place,
            thread=private_thread(self.team, self.channel, self.user),
            keys=(self.key,),
        )


def private_thread(workspace: str, channel: str, user: str) -> str:
    """The conversation of what one person asks in one channel for their own eyes."""
    return f"slack:{workspace}:{channel}:/pilote:{user}"


Answerer = Callable[[Conversations, Caller, Slash], Awaitable[Message | None]]


def on_command(app: AsyncApp, conversations: Conversations, name: str, answer: Answerer) -> None:
    """Answers the command of this name to everybody who may have data."""

    @app.command(name)
    async def heard(ack: AsyncAck, command: dict[str, Any]) -> None:
        await ack()
        slash = slash_of(command, conversations.team)
        slash = replace(slash, text=with_deals(slash.text, conversations.bot.deal_url))

        async def work(caller: Caller) -> Message | None:
            if conversations.turned_away(caller):
                return await job_of(conversations, slash.said).work(caller)  # which notes it
            return await answer(conversations, caller, slash)

        async def reply(message: Message) -> None:
            await answer_back(
                conversations.client,
                slash.response_url,
                message,
                channel=slash.channel,
                user=slash.user,
            )

        said = slash.said
        conversations.start(Job(said.user, said.team, said.thread, said.keys, work), reply)


def slash_of(command: dict[str, Any], installed: str) -> Slash:
    """The command out of Slack's payload; `installed` is the app's own workspace."""
    return Slash(
        name=command["command"],
        text=(command.get("text") or "").strip(),
        user=command["user_id"],
        team=command.get("team_id") or installed,
        channel=command.get("channel_id") or "",
        channel_name=command.get("channel_name") or "",
        trigger_id=command.get("trigger_id") or "",
        response_url=command.get("response_url") or "",
    )


def asking(calls: Callable[[str], Sequence[Call]]) -> Answerer:
    """Asks tools, with arguments made of what was typed (without Slack's markup)."""

    async def answer(conversations: Conversations, caller: Caller, slash: Slash) -> Message:
        def work() -> Message:
            said = slash.said
            typed = plain_words(slash.text, {})
            question = Question(
                f"{slash.name} {typed}".strip(), caller.name, said.place, said.thread
            )
            found = carry_out(conversations.bot, question, calls(typed), caller.locale)
            return message_of(conversations, found, question)

        return await asyncio.to_thread(work)

    return answer


def sentence(key: str) -> Answerer:
    """Asks the reader: the words under `slack.sentences`, with what was typed in them."""

    async def answer(conversations: Conversations, caller: Caller, slash: Slash) -> Message | None:
        words = say(caller.locale, f"slack.sentences.{key}", text=slash.text)
        return await job_of(conversations, replace(slash.said, text=words)).work(caller)

    return answer


def doing(do: Callable[[Pilote, By, Slash], Message], after: After | None = None) -> Answerer:
    """Does something for the asker; `after` goes on when it is done."""

    async def answer(conversations: Conversations, caller: Caller, slash: Slash) -> Message:
        message = await asyncio.to_thread(do, conversations.bot, caller.by, slash)
        if after is not None:
            conversations.aside(after(conversations))
        return message

    return answer


def by_first_word(words: Mapping[str, Answerer], otherwise: Answerer) -> Answerer:
    """Lets the first word choose who answers, as in `/at-risk flag DEAL`; the answerer gets the
    rest of the text."""

    async def answer(conversations: Conversations, caller: Caller, slash: Slash) -> Message | None:
        first, _, rest = slash.text.partition(" ")
        chosen = words.get(first.lower())
        if chosen is None:
            return await otherwise(conversations, caller, slash)
        return await chosen(conversations, caller, replace(slash, text=rest.strip()))

    return answer
