"""Drawing somebody's Home tab: one call of Slack, figures in their own scope."""

import asyncio
from collections.abc import Mapping

from bot.blocks.home import dashboard_view, told_home
from bot.conversation import Conversations
from bot.home import dashboard
from bot.identity import Caller
from bot.posting import Block
from bot.preferences import keep_preferences, preferences_for
from bot.saying.reasons import error_text
from storage.errors import PiloteError


async def draw_home(
    conversations: Conversations,
    user: str,
    team: str | None = None,
    changed: Mapping[str, str | None] | None = None,
) -> None:
    """Draws the Home tab, filters `changed` first (None takes one away); one at a time."""
    async with conversations.in_turn(f"home:{user}"):
        caller = await conversations.callers.who(user, team)
        view = await asyncio.to_thread(_view, conversations, caller, changed or {})
        await conversations.client.views_publish(user_id=user, view=view)


def _view(conversations: Conversations, caller: Caller, changed: Mapping[str, str | None]) -> Block:
    turned_away = conversations.turned_away(caller)
    if turned_away or caller.person is None:
        return told_home(turned_away or "")
    bot = conversations.bot
    kept = preferences_for(bot.database, caller.name).home
    wanted = {**(kept or {}), **changed}
    filters = {name: value for name, value in wanted.items() if value is not None}
    try:
        board = dashboard(bot, caller.person, caller.locale, filters)
        if kept != filters:
            keep_preferences(bot.database, caller.name, bot.clock.now(), home=filters)
    except PiloteError as error:
        return told_home(error_text(error, caller.locale))
    return dashboard_view(board, first=kept is None)
