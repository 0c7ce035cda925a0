"""Opening a form for whoever used a button: a trigger lasts three seconds."""

import asyncio
from collections.abc import Callable
from typing import Any

from bot.blocks import plain_message
from bot.conversation import Conversations
from bot.desk.privately import By, hindrance, refusal
from bot.posting import post_back

Form = Callable[[By], dict[str, Any]]


async def opened(conversations: Conversations, body: dict[str, Any], form: Form) -> None:
    """Opens it, or says beside the button why there is none."""
    caller = await conversations.callers.who(body["user"]["id"], body["user"].get("team_id"))
    turned_away = await asyncio.to_thread(refusal, conversations, caller)
    try:
        if turned_away or caller.person is None:
            await post_back(body["response_url"], plain_message(turned_away or ""))
            return
        view = await asyncio.to_thread(form, By(caller.person, caller.locale))
        await conversations.client.views_open(trigger_id=body["trigger_id"], view=view)
    except Exception as error:
        await post_back(body["response_url"], plain_message(hindrance(error, caller.locale)))
