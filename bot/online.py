"""The doctor's look at Slack itself: whether the tokens are taken, and which scopes are missing."""

import asyncio

from slack_sdk.web.async_client import AsyncWebClient

from bot.manifest import scopes_of
from bot.posting import signing_in, web_client
from bot.saying.reasons import error_text
from bot.settings import Settings
from prompts import say
from storage.errors import PiloteError

OPTIONAL = {"files:write"}  # without it, charts that Slack refuses are told in words alone


def look(settings: Settings, locale: str) -> tuple[bool, str]:
    """Whether the bot could work with this Slack, and what was found."""
    try:
        return asyncio.run(_look(settings, locale))
    except PiloteError as error:
        return False, error_text(error, locale)


async def _look(settings: Settings, locale: str) -> tuple[bool, str]:
    client = web_client(settings)
    with signing_in(client.base_url):
        answer = await client.auth_test()
        await _connect(client, settings)
    granted = answer.headers.get("x-oauth-scopes")
    lacking = (
        scopes_of(settings) - {one.strip() for one in granted.split(",")} if granted else set()
    )
    facts = {"team": str(answer.get("team") or ""), "bot": str(answer.get("user") or "")}
    if lacking and lacking <= OPTIONAL:
        return True, say(locale, "say.doctor.scopes_optional", **facts, scopes=", ".join(lacking))
    if lacking:
        return False, say(locale, "say.doctor.scopes", **facts, scopes=", ".join(sorted(lacking)))
    return True, say(locale, "say.doctor.signed_in", **facts)


async def _connect(client: AsyncWebClient, settings: Settings) -> None:
    if settings.slack_app_token is not None:
        await client.apps_connections_open(app_token=settings.slack_app_token.get_secret_value())
