"""The manifest asks for exactly the scopes that what the bot does needs."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.manifest import manifest_for
from bot.settings import Settings
from bot.workspace import Workspace
from bot.workspace.app import EVENT_SCOPES
from bot.workspace.methods.table import METHODS
from tests.bot.people import MANIFEST

BOT = Path(__file__).parents[2] / "bot"
REFERENCE = Path(__file__).parents[3] / "shared" / "wire" / "slack-methods"
# What Slack's SDK calls for one of its own.
BUNDLES = {"files_upload_v2": ("files.getUploadURLExternal", "files.completeUploadExternal")}
# An email in what users.info answers, and slash commands, are no methods of their own.
BESIDES = {"users:read.email", "commands"}
LINKS = {"links:read", "links:write"}
# Where a method takes any of several scopes, it depends on the kind of conversation: Pilote asks
# about channels, public and private. It opens direct messages only, and looks through them and
# the channels of rituals for a message of its own that may be there already.
KINDS = {"channels", "groups"}
OWN = {
    "conversations.open": {"im:write"},
    "conversations.history": {"im:history", "channels:history", "groups:history"},
}


def used() -> Iterator[str]:
    """Every Web API method that the bot's own code calls."""
    by_spelling = {name.replace(".", "_"): name for name in METHODS}
    for path in BOT.rglob("*.py"):
        if "workspace" not in path.parts:
            called = re.findall(r"client\.([a-z]\w+)\(", path.read_text(encoding="utf-8"))
            yield from (by_spelling[name] for name in called if name in by_spelling)
            yield from (method for name in called for method in BUNDLES.get(name, ()))


def needed(scopes: set[str]) -> set[str]:
    if len(scopes) < 2:
        return scopes
    return {scope for scope in scopes if scope.partition(":")[0] in KINDS}


def test_scopes_are_what_methods_and_events_need() -> None:
    linking = Settings(_env_file=None, pilote_deal_url="https://crm.example/{id}")
    manifest = manifest_for(linking, "https://pilote.example")
    scopes = set(BESIDES)
    methods = set(used())
    assert {"chat.postMessage", "views.open", "conversations.members"} <= methods
    for method in methods:
        if method in OWN:
            scopes |= OWN[method]
        elif METHODS[method].token == "bot":
            scopes |= needed(set(METHODS[method].scopes))
    for event in manifest["settings"]["event_subscriptions"]["bot_events"]:
        scopes |= set(EVENT_SCOPES[event][:1])
    assert manifest["oauth_config"]["scopes"]["bot"] == sorted(scopes)
    # Links are read and written only where a setting says what links to deals look like.
    assert MANIFEST["oauth_config"]["scopes"]["bot"] == sorted(scopes - LINKS)


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="no method reference here")
def test_the_table_of_methods_agrees_with_the_reference() -> None:
    for method in used():
        scope = json.loads((REFERENCE / f"{method}.json").read_text()).get("scope") or {}
        if METHODS[method].token == "bot":
            assert set(METHODS[method].scopes) == set(scope.get("bot", [])), method


async def test_everything_it_calls_is_granted(north: Workspace, served: Workspace) -> None:
    await served.open_home("Alice Lindqvist")
    await served.open_home("Alice Lindqvist", "messages")
    for question in (
        await served.dm("Alice Lindqvist", "bookings this quarter"),
        await served.slash("Alice Lindqvist", "#sales", "/pilote", "bookings this quarter"),
        await served.say("Alice Lindqvist", "#north", "@Pilote bookings this quarter"),
    ):
        answer = await served.wait_for_reply(question)
    await served.click("Alice Lindqvist", answer, "Share")
    await served.until(lambda: north.home_of("Alice Lindqvist"))
    await served.until(lambda: north.prompts_of("Alice Lindqvist") or None)
    await served.idle(0.3)
    assert {call.method for call in served.calls} <= {*used(), "apps.connections.open"}
    assert all(call.ok for call in served.calls)
