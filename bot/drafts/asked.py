"""What a click in a draft comes to: for the clicker's eyes only, whatever happens.

A message that only the clicker sees changes in place; what stands in a channel for everybody stays.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from bot.blocks import plain_message
from bot.conversation import Conversations, failed
from bot.listeners.presses import press_of
from bot.posting import Message, post_back
from bot.saying.reasons import error_text
from prompts import known
from storage.errors import PiloteError
from tools.engine.people import Person

Work = Callable[[Person, str], Message]  # of the person and their language
Finish = Callable[[Message, str], Awaitable[Message]]


@dataclass(frozen=True)
class Asked:
    """Who clicked, and where the answer goes; `is_own`: nobody else sees what was clicked."""

    user: str
    team: str | None
    response_url: str
    is_own: bool


def of_click(body: dict[str, Any]) -> Asked:
    """A button or a box in a message of the bot."""
    press = press_of(body, body["actions"][0])
    return Asked(press.user, press.team, press.response_url, press.is_own)


async def answer(
    conversations: Conversations,
    asked: Asked,
    work: Work,
    *,
    beside: bool = False,
    finish: Finish | None = None,
) -> None:
    """Puts what the work makes, and `finish` makes of that, in the place of what was clicked;
    `beside` it, where that is to stay or where nothing came of it but a sentence that says why."""
    locale, keep = known(conversations.bot.locale), beside or not asked.is_own
    try:
        caller = await conversations.callers.who(asked.user, asked.team)
        locale = caller.locale
        refusal = await asyncio.to_thread(conversations.turned_away, caller)
        if refusal or caller.person is None:
            message = plain_message(refusal or "")
        else:
            message = await asyncio.to_thread(work, caller.person, locale)
            message = await finish(message, locale) if finish else message
    except PiloteError as error:
        # What was clicked stays: it can be clicked again.
        message, keep = plain_message(error_text(error, locale)), True
    except Exception as error:
        message, keep = failed(error, locale), True
    await post_back(asked.response_url, message, in_place=not keep)
