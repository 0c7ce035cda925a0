"""One thing done for one person in Slack: once, as themselves, and told to them alone."""

import asyncio
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.blocks import plain_message
from bot.conversation import Conversations, log_failure
from bot.delivery import once
from bot.identity import Caller
from bot.posting import Message, post_back
from bot.saying.reasons import error_text
from prompts import known, say
from storage.errors import PiloteError
from tools.engine.people import Person


@dataclass(frozen=True)
class Asked:
    """Who asks for it: a Slack user, their team where the request tells it, and what names this
    request for good."""

    user: str
    team: str | None
    key: str


@dataclass(frozen=True)
class By:
    """The person for whom it is done, and their language."""

    person: Person
    locale: str


Work = Callable[[By], Message]


def of_command(command: dict[str, Any]) -> Asked:
    """Who sent a slash command."""
    return Asked(command["user_id"], command["team_id"], f"trigger:{command['trigger_id']}")


def of_use(body: dict[str, Any], key: str) -> Asked:
    """Who used a button, a menu, a shortcut or a form; `key` names the use."""
    return Asked(body["user"]["id"], body["user"].get("team_id"), key)


def of_click(body: dict[str, Any], action: dict[str, Any]) -> Asked:
    """Who used a button or a menu, each use being one of its own."""
    return of_use(body, f"click:{body['user']['id']}:{action['action_ts']}")


async def answer(
    conversations: Conversations,
    asked: Asked,
    response_url: str,
    work: Work,
    *,
    in_place: bool = False,
) -> None:
    """Does the work unless this request was handled before, and sends what comes of it."""
    try:
        async with once(conversations.bot.database, asked.key) as mine:
            if mine:
                message = await done(conversations, asked, work)
                await post_back(response_url, message, in_place=in_place)
    except PiloteError as error:  # the store took no claim: a long import holds it
        caller = await conversations.callers.who(asked.user, asked.team)
        await post_back(response_url, plain_message(hindrance(error, caller.locale)))


async def done(conversations: Conversations, asked: Asked, work: Work) -> Message:
    """What comes of it for its asker; whatever hinders it in words."""
    locale = known(conversations.bot.locale)
    try:
        caller = await conversations.callers.who(asked.user, asked.team)
        locale = caller.locale
        return await asyncio.to_thread(_for, conversations, caller, work)
    except Exception as error:
        return plain_message(hindrance(error, locale))


def hindrance(error: Exception, locale: str) -> str:
    """What hinders it, for its asker; what is unforeseen is in the log under a reference."""
    if isinstance(error, PiloteError):
        return error_text(error, locale)
    reference = uuid.uuid4().hex[:8]
    log_failure(reference, error)
    return say(locale, "errors.unexpected", reference=reference)


def _for(conversations: Conversations, caller: Caller, work: Work) -> Message:
    turned_away = refusal(conversations, caller)
    if turned_away or caller.person is None:
        return plain_message(turned_away or "")
    return work(By(caller.person, caller.locale))


def refusal(conversations: Conversations, caller: Caller) -> str | None:
    """What somebody is told who gets no data: a stranger, or who has left."""
    return conversations.turned_away(caller)
