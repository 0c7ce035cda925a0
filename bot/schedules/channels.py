"""The channel that a wish names, as Slack knows it."""

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.posting import signing_in, web_client
from bot.schedules.reading import Wish
from bot.schedules.setting import Place
from bot.settings import Settings
from storage.errors import PiloteError


async def place_of(client: AsyncWebClient, slack_team: str, wish: Wish) -> Place | None:
    """None for a wish without a channel. Raises PiloteError `schedule_no_channel` for one that
    the bot does not see."""
    if wish.channel_id is None and wish.channel_name is None:
        return None
    try:
        found = await _found(client, wish)
    except SlackApiError:
        found = None
    if found is None:
        raise PiloteError("schedule_no_channel", channel=wish.channel_name or wish.channel_id)
    return Place(slack_team, *found)


async def place_from(settings: Settings, wish: Wish) -> Place | None:
    """The same outside the Slack app. Raises PiloteError `schedule_needs_slack` without a token,
    SetupError `slack_refused` and `slack_unreachable`."""
    if wish.channel_id is None and wish.channel_name is None:
        return None
    if settings.slack_bot_token is None:
        raise PiloteError("schedule_needs_slack")
    client = web_client(settings)
    with signing_in(client.base_url):
        identity = await client.auth_test()
    return await place_of(client, str(identity["team_id"]), wish)


async def _found(client: AsyncWebClient, wish: Wish) -> tuple[str, str] | None:
    if wish.channel_id is not None:
        answer = await client.conversations_info(channel=wish.channel_id)
        return wish.channel_id, str(answer["channel"]["name"])
    cursor: str | None = None
    while cursor != "":
        page = await client.conversations_list(
            types="public_channel,private_channel", exclude_archived=True, limit=999, cursor=cursor
        )
        for channel in page.get("channels") or []:
            if channel.get("name") == wish.channel_name:
                return str(channel["id"]), str(channel["name"])
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
    return None
