"""Drawing somebody's Home tab: figures in their own scope, the slow ones when they are there."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace

from slack_sdk.errors import SlackApiError

from bot.blocks.home import dashboard_view, told_home
from bot.conversation import Conversations, log_failure
from bot.home import Dashboard, completed, dashboard
from bot.identity import Caller
from bot.posting import Block, refusal_of
from bot.preferences import keep_preferences, preferences_for
from bot.saying.reasons import error_text
from storage.errors import PiloteError

PATIENCE = 0.3  # seconds in which slow figures may still come with the others


@dataclass(frozen=True)
class _Drawn:
    """What is published; a `board` of figures may lack some yet. `first`: it was never seen."""

    view: Block
    board: Dashboard | None = None
    first: bool = False


async def draw_home(
    conversations: Conversations,
    user: str,
    team: str | None = None,
    changed: Mapping[str, str | None] | None = None,
) -> None:
    """Draws the Home tab, filters `changed` first (None takes one away); one at a time.

    Figures that take long are filled in afterwards, unless something else was drawn meanwhile.
    """
    async with conversations.in_turn(f"home:{user}"):
        caller = await conversations.callers.who(user, team)
        drawn = await asyncio.to_thread(_drawn, conversations, caller, changed or {})
        later = asyncio.create_task(asyncio.to_thread(_completed, conversations, drawn))
        done, _ = await asyncio.wait([later], timeout=PATIENCE)
        view = later.result() if done else drawn.view
        answer = await conversations.client.views_publish(user_id=user, view=view)
    if not done:
        seen = (answer.get("view") or {}).get("hash")
        await _filled_in(conversations, user, await later, seen)


async def _filled_in(
    conversations: Conversations, user: str, view: Block, seen: str | None
) -> None:
    """The whole in the place of what was published as `seen`, if that is still there."""
    try:
        await conversations.client.views_publish(user_id=user, view=view, hash=seen)
    except SlackApiError as refusal:
        if refusal_of(refusal) != "hash_conflict":
            raise


def _drawn(
    conversations: Conversations, caller: Caller, changed: Mapping[str, str | None]
) -> _Drawn:
    turned_away = conversations.turned_away(caller)
    if turned_away or caller.person is None:
        return _Drawn(told_home(turned_away or ""))
    bot = conversations.bot
    kept = preferences_for(bot.database, caller.name).home
    wanted = {**(kept or {}), **changed}
    filters = {name: value for name, value in wanted.items() if value is not None}
    try:
        board = dashboard(bot, caller.person, caller.locale, filters)
        if kept != filters:
            keep_preferences(bot.database, caller.name, bot.clock.now(), home=filters)
    except PiloteError as error:
        return _Drawn(told_home(error_text(error, caller.locale)))
    first = kept is None
    return _Drawn(dashboard_view(board, first=first), board, first)


def _completed(conversations: Conversations, drawn: _Drawn) -> Block:
    board = drawn.board
    if board is None or not board.awaited:
        return drawn.view
    try:
        board = completed(conversations.bot, board)
    except Exception as error:
        log_failure("a figure of the dashboard could not be worked out", error)
        board = replace(board, awaited=())  # better left out than promised for ever
    return dashboard_view(board, first=drawn.first)
