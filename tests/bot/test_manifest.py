"""The manifest asks for exactly the scopes that what the bot does needs."""

import json
from pathlib import Path

import pytest

from bot.workspace import Workspace
from bot.workspace.app import EVENT_SCOPES
from tests.bot.people import MANIFEST

METHODS = Path(__file__).parents[3] / "shared" / "wire" / "slack-methods"
USED = {
    "assistant.threads.setSuggestedPrompts",
    "auth.test",
    "chat.postEphemeral",
    "chat.postMessage",
    "users.info",
    "views.publish",
}
# An email in what users.info answers, and slash commands, are no methods of their own.
BESIDES = {"users:read.email", "commands"}
# What is sent unasked: tests/bot/digests.
SENDING = {"users.lookupByEmail": "users:read.email", "conversations.open": "im:write"} | {
    "conversations.history": "im:history"
}

# Rituals in channels: looking the channel up, and for a message that may be there already.
SCHEDULES = {"channels:read", "groups:read", "channels:history", "groups:history"}


@pytest.mark.skipif(not METHODS.is_dir(), reason="no method reference here")
def test_scopes_are_what_methods_and_events_need() -> None:
    needed = BESIDES | set(SENDING.values()) | SCHEDULES
    for method in USED:
        scope = json.loads((METHODS / f"{method}.json").read_text()).get("scope") or {}
        needed |= set(scope.get("bot", []))
    events = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
    for event in events:
        needed |= set(EVENT_SCOPES[event][:1])
    assert set(MANIFEST["oauth_config"]["scopes"]["bot"]) == needed


async def test_these_are_the_methods_it_uses(served: Workspace) -> None:
    await served.open_home("Alice Lindqvist")
    await served.open_home("Alice Lindqvist", "messages")
    for question in (
        await served.dm("Alice Lindqvist", "bookings this quarter"),
        await served.say("Alice Lindqvist", "#sales", "@Pilote bookings this quarter"),
        await served.slash("Alice Lindqvist", "#sales", "/pilote", "bookings this quarter"),
    ):
        await served.wait_for_reply(question)
    await served.until(lambda: served.home_of("Alice Lindqvist"))
    await served.until(lambda: served.prompts_of("Alice Lindqvist") or None)
    # Answers come when they come: the reply to one question may be seen before another's.
    await served.until(lambda: {call.method for call in served.calls} >= USED or None)
    assert {call.method for call in served.calls} == USED | {"apps.connections.open"}
    assert all(call.ok for call in served.calls)
