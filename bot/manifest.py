"""The app's manifest as the settings need it: more than the file only where a setting asks for
more."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot.settings import Settings

_FILE = Path(__file__).with_name("manifest.json")
# What unfurling links to deals needs, beside the domain of the links.
_LINKS = ("links:read", "links:write")
# What an app that is installed by others must hear.
_GONE = ("app_uninstalled", "tokens_revoked")


def manifest_for(settings: Settings, address: str | None = None) -> dict[str, Any]:
    """The manifest. With an `address` (`https://pilote.example`) it is one for HTTP, where Slack
    calls that address, and for being installed from there."""
    manifest: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    if settings.pilote_deal_url:
        _with_links(manifest, settings.pilote_deal_url)
    if address:
        _over_http(manifest, address.rstrip("/"))
    return manifest


def scopes_of(settings: Settings) -> set[str]:
    """The scopes that the bot asks for."""
    return set(manifest_for(settings)["oauth_config"]["scopes"]["bot"])


def _with_links(manifest: dict[str, Any], deal_url: str) -> None:
    scopes = manifest["oauth_config"]["scopes"]
    scopes["bot"] = sorted({*scopes["bot"], *_LINKS})
    _hearing(manifest, "link_shared")
    manifest["features"]["unfurl_domains"] = [urlsplit(deal_url).hostname]


def _over_http(manifest: dict[str, Any], address: str) -> None:
    events = f"{address}/slack/events"
    _hearing(manifest, *_GONE)
    manifest["settings"]["socket_mode_enabled"] = False
    manifest["settings"]["event_subscriptions"]["request_url"] = events
    manifest["settings"]["interactivity"]["request_url"] = events
    for command in manifest["features"]["slash_commands"]:
        command["url"] = events
    manifest["oauth_config"]["redirect_urls"] = [f"{address}/slack/oauth_redirect"]


def _hearing(manifest: dict[str, Any], *events: str) -> None:
    subscribed = manifest["settings"]["event_subscriptions"]
    subscribed["bot_events"] = sorted({*subscribed["bot_events"], *events})
