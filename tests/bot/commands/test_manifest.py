"""`pilote manifest`: the file in the repository, and more only where a setting asks for it."""

import pytest

from bot.workspace import App
from tests.bot.commands.conftest import Command
from tests.bot.people import MANIFEST


def test_it_is_the_file_where_nothing_more_is_set(pilote: Command) -> None:
    assert pilote("manifest").json == MANIFEST


def test_an_address_and_links_to_deals(pilote: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PILOTE_DEAL_URL", "https://crm.example/deal/{id}/view")
    told = pilote("manifest", "--address", "https://pilote.example/").json
    app = App.from_manifest(told)
    assert app.unfurl_domains == {"crm.example"}
    assert app.redirect_urls == ("https://pilote.example/slack/oauth_redirect",)
    assert app.hears("link_shared")
    assert app.hears("app_uninstalled")
    assert app.scopes - set(MANIFEST["oauth_config"]["scopes"]["bot"]) == {
        "links:read",
        "links:write",
    }
    urls = {one["url"] for one in told["features"]["slash_commands"]}
    assert urls == {"https://pilote.example/slack/events"}
    assert told["settings"]["socket_mode_enabled"] is False


def test_an_address_of_no_deal_is_refused(pilote: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PILOTE_DEAL_URL", "https://crm.example/deals")
    ran = pilote("manifest")
    assert (ran.status, "PILOTE_DEAL_URL" in ran.err) == (2, True)
