"""What somebody asks of the deal desk in Slack: answered for their eyes only, whatever happens."""

import asyncio
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.blocks import plain_message
from bot.conversation import Conversations, log_failure
from bot.posting import Message, post_back
from bot.saying.reasons import error_text
from prompts import known, say
from storage.errors import PiloteError
from tools.engine.people import Person

Work = Callable[[Person, str], Message]  # of the person and their language


@dataclass(frozen=True)
class Asked:
    """Who asks, and where the answer goes; `in_place` of the message that was clicked."""

    user: str
    team: str | None
    response_url: str
    in_place: bool = False


def of_command(command: dict[str, Any]) -> Asked:
    """A slash command."""
    return Asked(command["user_id"], command["team_id"], command["response_url"])


def of_click(body: dict[str, Any]) -> Asked:
    """A button or a box in a message of the bot."""
    user = body["user"]
    return Asked(user["id"], user.get("team_id"), body["response_url"], in_place=True)


async def answer(conversations: Conversations, asked: Asked, work: Work) -> None:
    """Sends what the work makes, or in a sentence why there is nothing."""
    locale, keep = known(conversations.bot.locale), False
    try:
        caller = await conversations.callers.who(asked.user, asked.team)
        locale = caller.locale
        refusal = await asyncio.to_thread(conversations.turned_away, caller)
        if refusal or caller.person is None:
            message = plain_message(refusal or "")
        else:
            message = await asyncio.to_thread(work, caller.person, locale)
    except PiloteError as error:
        # What was clicked stays: it can be clicked again.
        message, keep = plain_message(error_text(error, locale)), True
    except Exception as error:
        reference = uuid.uuid4().hex[:8]
        log_failure(reference, error)
        message, keep = plain_message(say(locale, "errors.unexpected", reference=reference)), True
    await post_back(asked.response_url, message, in_place=asked.in_place and not keep)
