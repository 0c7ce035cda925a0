"""Who is in a channel: asked of Slack, at most once a minute for each channel."""

import asyncio
import logging
import time
from collections.abc import Sequence

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.identity import REMEMBERED, Caller, Callers
from bot.posting import is_no_method, refusal_of

log = logging.getLogger(__name__)

MOST = 300  # of a channel with more members, nobody can say in time who reads along
_PAGE = 200
_AT_ONCE = 10


class Members:
    """Looks up who reads along. The bots in a channel are nobody."""

    def __init__(self, client: AsyncWebClient, callers: Callers, bot_user: str) -> None:
        self._client = client
        self._callers = callers
        self._bot_user = bot_user
        self._seen: dict[str, tuple[float, Sequence[str] | None]] = {}

    async def of(self, channel: str) -> Sequence[Caller] | None:
        """Everybody in the channel; None where it cannot be told, nobody where the server keeps no
        lists of members at all (Slack does)."""
        ids = await self._ids(channel)
        if ids is None:
            return None
        at_once = asyncio.Semaphore(_AT_ONCE)

        async def who(slack_id: str) -> Caller:
            async with at_once:
                return await self._callers.who(slack_id)

        everybody = await asyncio.gather(*(who(one) for one in ids if one != self._bot_user))
        return [one for one in everybody if not one.machine]

    async def has_outsiders(self, channel: str) -> bool:
        """Whether guests or members of other workspaces read along, as far as one can tell."""
        everybody = await self.of(channel)
        return everybody is None or any(one.outsider for one in everybody)

    async def _ids(self, channel: str) -> Sequence[str] | None:
        at, ids = self._seen.get(channel, (0.0, None))
        if at and time.monotonic() - at < REMEMBERED:
            return ids
        ids = await self._ask_slack(channel)
        self._seen[channel] = (time.monotonic(), ids)
        return ids

    async def _ask_slack(self, channel: str) -> Sequence[str] | None:
        found: list[str] = []
        cursor: str | None = None
        while cursor != "":
            try:
                page = await self._client.conversations_members(
                    channel=channel, limit=_PAGE, cursor=cursor
                )
            except SlackApiError as refusal:
                log.warning("the members of a channel cannot be told: %s", refusal_of(refusal))
                return () if is_no_method(refusal) else None
            found += page.get("members") or []
            if len(found) > MOST:
                return None
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        return found
