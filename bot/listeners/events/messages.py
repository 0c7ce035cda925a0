"""Direct messages and mentions: an answer in the thread, in channels for the asker's eyes only
unless the channel is open for a team."""

from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.answering import Said, job_of
from bot.conversation import Conversations, Reply
from bot.listeners.replies import answer_privately
from bot.listeners.spoken import spoken
from bot.listeners.waiting import shown_in
from bot.markup import mentions, unaddressed
from bot.posting import Message
from bot.requests import bots_in, words_of, workspace_of
from bot.sending import post
from bot.streamed import Streamed

Event = dict[str, Any]

# Every other subtype tells of a change, a removal, somebody joining: nothing that is asked.
_SPOKEN = {None, "file_share", "thread_broadcast"}


def register(app: AsyncApp, conversations: Conversations) -> None:
    """A mention can come as `message`, as `app_mention` or as both: one listener hears them."""

    @app.event("message")
    @app.event("app_mention")
    async def on_message(body: Event, event: Event) -> None:
        place = _place(event, bots_in(body, conversations.bot_user))
        if place is not None:
            workspace = workspace_of(body, conversations.team)
            said = _said(body, event, place, workspace)
            if place == "dm":
                await _directly(conversations, event, said, workspace)
            else:
                await _among_others(conversations, event, said, workspace)


async def _directly(conversations: Conversations, event: Event, said: Said, workspace: str) -> None:
    """Only here an explanation may be seen while it is told: nobody else reads along."""
    root = event.get("thread_ts") or event["ts"]
    streamed = Streamed(conversations.client, event["channel"], root)
    job = job_of(conversations, replace(said, hear=streamed.hear))
    job = spoken(conversations, job, said.text, workspace)
    job = replace(job, waiting=shown_in(conversations, event, root))
    await conversations.promptly(job, streamed.finish)


async def _among_others(
    conversations: Conversations, event: Event, said: Said, workspace: str
) -> None:
    text = unaddressed(said.text, conversations.bot_user)
    job = spoken(conversations, job_of(conversations, said), text, workspace)
    await conversations.promptly(job, _in_channel(conversations.client, event))


def _place(event: Event, bots: set[str]) -> str | None:
    """`dm` or `channel`; None for what nobody said to the bot, which is called as one of `bots`."""
    person = event.get("user") and not event.get("bot_id") and event["user"] not in bots
    if not person or event.get("subtype") not in _SPOKEN or event.get("hidden"):
        return None
    if event.get("channel_type") == "im" or event["channel"].startswith("D"):
        return "dm"
    words = words_of(event)
    called = event["type"] == "app_mention" or any(mentions(words, bot) for bot in bots)
    return "channel" if called else None


def _said(body: Event, event: Event, place: str, workspace: str) -> Said:
    where = f"{workspace}:{event['channel']}"
    keys = [f"message:{where}:{event['ts']}"]
    if "event_id" in body:
        keys.append(f"event:{body['event_id']}")
    return Said(
        text=words_of(event),
        user=event["user"],
        team=event.get("user_team") or event.get("team"),
        place=place,
        thread=f"slack:{where}:{event.get('thread_ts') or event['ts']}",
        keys=tuple(keys),
        channel=(workspace, event["channel"]) if place == "channel" else None,
        at=event["ts"],
    )


def _in_channel(client: AsyncWebClient, event: Event) -> Reply:
    channel, root = event["channel"], event.get("thread_ts")

    async def reply(message: Message) -> None:
        if message.for_all:
            await post(client, message, channel, root or event["ts"])
            return
        # In a thread without a reply Slack shows no ephemeral message: the mention itself
        # is a reply, or the answer goes beside it.
        thread = root if root != event["ts"] else None
        user = event["user"]
        await answer_privately(client, message, channel=channel, user=user, thread_ts=thread)

    return reply
