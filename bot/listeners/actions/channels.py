"""The button on the Home tab that shows channels, and the form in which operations open and close
one: what `/pilote open` and `/pilote close` do."""

import asyncio
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.audience import close, leader_of, open_for, opened_channels, teams_of
from bot.blocks.channels import (
    CHANNEL,
    CLOSE,
    FORM,
    OPEN_CHANNELS,
    TEAM,
    Channels,
    channels_view,
)
from bot.conversation import Conversations
from bot.identity import Caller
from bot.listeners.modals import RefusedError, Submission, on_step, open_modal, opener_of
from bot.pilote import Pilote
from bot.posting import Block
from bot.requests import workspace_of
from bot.schedules import carrying_out
from prompts import say


def register(app: AsyncApp, conversations: Conversations) -> None:
    """Opened by a button; what is submitted is shown in its place."""
    bot = conversations.bot

    @app.action(OPEN_CHANNELS)
    async def opened(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        build = partial(_view, bot, workspace_of(body, conversations.team))
        conversations.aside(open_modal(conversations, opener_of(body), build))

    async def take(caller: Caller, sent: Submission) -> Block:
        return await asyncio.to_thread(_set, bot, caller, sent)

    on_step(app, conversations, FORM, take)


def _view(bot: Pilote, slack_team: str, caller: Caller) -> Block:
    person = caller.by.person
    opened = opened_channels(bot, slack_team)
    with bot.sales.reading() as sales:
        teams = teams_of(sales) if person.role == "operations" else []
    sent = [line for _, _, line in carrying_out.listing(bot, person, caller.locale).lines]
    return channels_view(Channels(opened, sent, teams), slack_team, caller.locale)


def _set(bot: Pilote, caller: Caller, sent: Submission) -> Block:
    """Raises RefusedError for who may not, and for a team that no one leads."""
    channel, team = sent.values[CHANNEL] or "", sent.values[TEAM] or ""
    slack_team, locale = str(sent.private["slack_team"]), caller.locale
    if caller.by.person.role != "operations":
        raise RefusedError(**{CHANNEL: say(locale, "slack.open.operations_only")})
    if team == CLOSE:
        if not close(bot, slack_team, channel):
            raise RefusedError(**{CHANNEL: say(locale, "slack.open.not_open")})
    else:
        with bot.sales.reading() as sales:
            leader = leader_of(sales, team, bot.desk(sales).today)
        if leader is None:
            raise RefusedError(**{TEAM: say(locale, "slack.open.no_leader", team=team)})
        open_for(bot, slack_team, channel, team, caller.name, bot.clock.now())
    return _view(bot, slack_team, caller)
