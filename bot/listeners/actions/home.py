"""The Home tab's filters, which stay as they are set, and its lists, which come as a message."""

import asyncio
import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.answering import message_of
from bot.ask import Question, carry_out
from bot.blocks import plain_message
from bot.blocks.home import EVERY, FILTER, LIST, MOST_CHOICES
from bot.blocks.parts import option
from bot.conversation import Conversations, Job
from bot.home import CUTS, choices_for
from bot.identity import Caller
from bot.listeners.homes import draw_home
from bot.posting import Block, Message
from bot.preferences import preferences_for
from bot.reader import Call
from bot.sending import post
from prompts import say
from tools.fold import fold


def register(app: AsyncApp, conversations: Conversations) -> None:
    """Every filter is a menu of its own, every list a button."""

    @app.action(re.compile(f"^{FILTER}_"))
    async def on_filter(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        user, chosen = body["user"], action["selected_option"]["value"]
        name = action["action_id"].removeprefix(f"{FILTER}_")
        changed = {name: None if chosen == EVERY else chosen}
        conversations.aside(draw_home(conversations, user["id"], user.get("team_id"), changed))

    @app.options(re.compile(f"^{FILTER}_"))
    async def on_typing(ack: AsyncAck, body: dict[str, Any]) -> None:
        name = body["action_id"].removeprefix(f"{FILTER}_")
        caller = await conversations.callers.who(body["user"]["id"], body["user"].get("team_id"))
        found = await asyncio.to_thread(_found, conversations, caller, name, body["value"])
        await ack(options=found)

    @app.action(re.compile(f"^{LIST}_"))
    async def on_list(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        tool, user = action["action_id"].removeprefix(f"{LIST}_"), body["user"]

        async def work(caller: Caller) -> Message:
            return await asyncio.to_thread(_listed, conversations, caller, tool)

        async def reply(message: Message) -> None:
            await post(conversations.client, message, user["id"])

        keys = (f"home:{user['id']}:{action.get('action_ts') or body.get('trigger_id')}",)
        job = Job(user["id"], user.get("team_id"), f"list:{user['id']}", keys, work)
        conversations.start(job, reply)


def _found(conversations: Conversations, caller: Caller, name: str, typed: str) -> list[Block]:
    """The choices in whose words what is typed stands."""
    if conversations.turned_away(caller) or caller.person is None or name not in CUTS:
        return []
    offered = choices_for(conversations.bot, caller.person, name)
    every = option(say(caller.locale, f"slack.home.every.{name}"), EVERY)
    fitting = [option(said, chosen) for said, chosen in offered if fold(typed) in fold(said)]
    return [every, *fitting[:MOST_CHOICES]]


def _listed(conversations: Conversations, caller: Caller, tool: str) -> Message:
    """The list with the filters that the dashboard has."""
    turned_away = conversations.turned_away(caller)
    if turned_away:
        return plain_message(turned_away)
    filters = preferences_for(conversations.bot.database, caller.name).home or {}
    where = {name: [chosen] for name, chosen in filters.items() if name in CUTS}
    arguments: dict[str, Any] = {"where": where} if where else {}
    if tool == "at_risk" and "period" in filters:
        arguments["period"] = filters["period"]
    question = Question("", caller.name, "dm", f"slack:home:{caller.slack_id}")
    answer = carry_out(conversations.bot, question, [Call(tool, arguments)], caller.locale)
    return message_of(conversations, answer, question)
