"""A message goes out as an event, the app answers, and people see it: over both transports."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp, AsyncSay

from bot.workspace import NotPossibleError, Workspace

Connect = Callable[[AsyncApp], Awaitable[None]]


def echo(app: AsyncApp, heard: list[dict[str, Any]]) -> None:
    """Answer every message and mention in its thread."""

    @app.event("message")
    async def on_message(body: dict[str, Any], say: AsyncSay) -> None:
        event = body["event"]
        heard.append(body)
        if "subtype" not in event and event["channel_type"] == "im":
            await say(text=f"You said: {event['text']}", thread_ts=event["ts"])

    @app.event("app_mention")
    async def on_mention(body: dict[str, Any], say: AsyncSay) -> None:
        heard.append(body)
        await say(text="Here I am", thread_ts=body["event"]["ts"])


async def test_a_direct_message_gets_its_answer(
    ws: Workspace, app: AsyncApp, connect: Connect
) -> None:
    heard: list[dict[str, Any]] = []
    echo(app, heard)
    await connect(app)

    question = await ws.dm("Camille Roux", "il me reste combien & <quand> ?")
    answer = await ws.wait_for_reply(question)

    assert answer.text == "You said: il me reste combien &amp; &lt;quand&gt; ?"
    assert answer.thread_ts == question.ts
    assert [one.ts for one in ws.seen_by("Camille Roux", ws.im("Camille Roux"))] == [
        question.ts,
        answer.ts,
    ]
    assert ws.seen_by("Farid Haddad", ws.im("Camille Roux")) == []
    assert heard[0]["event"]["blocks"][0]["type"] == "rich_text"


async def test_a_mention_comes_as_two_events_under_two_ids(
    ws: Workspace, app: AsyncApp, connect: Connect
) -> None:
    heard: list[dict[str, Any]] = []
    echo(app, heard)
    await connect(app)

    question = await ws.say("Farid Haddad", "#sales", "@Pilote what's our coverage?")
    answer = await ws.wait_for_reply(question)
    await ws.idle()

    about = [body for body in heard if body["event"].get("ts") == question.ts]
    assert sorted(body["event"]["type"] for body in about) == ["app_mention", "message"]
    assert len({body["event_id"] for body in about}) == 2
    assert question.text == f"{ws.mention} what's our coverage?"
    assert answer in ws.seen_by("Camille Roux", "#sales")
    assert all(delivery.acknowledged for delivery in question.deliveries)


async def test_what_the_app_posts_comes_back_to_it_as_an_event(
    ws: Workspace, app: AsyncApp, over_socket: Connect
) -> None:
    echo(app, [])
    await over_socket(app)
    question = await ws.dm("Farid Haddad", "hello")
    answer = await ws.wait_for_reply(question)
    await ws.idle()
    assert [one.event_type for one in answer.deliveries] == ["message"]
    assert answer.deliveries[0].payload["event"]["bot_id"] == ws.bot.bot_id
    assert len(ws.posts()) == 1  # Bolt drops the app's own messages, or this would never end


async def test_edits_and_deletions_are_events(
    ws: Workspace, app: AsyncApp, connect: Connect
) -> None:
    heard: list[dict[str, Any]] = []
    echo(app, heard)
    await connect(app)
    message = await ws.say("Camille Roux", "sales", "pipeline EMEA")
    await ws.edit(message, "pipeline DACH")
    await ws.delete(message)
    await ws.until(lambda: len(heard) == 3)
    kinds = {body["event"].get("subtype") for body in heard}
    assert kinds == {None, "message_changed", "message_deleted"}
    change = next(b for b in heard if b["event"].get("subtype") == "message_changed")["event"]
    assert change["message"]["text"] == "pipeline DACH"
    assert change["previous_message"]["text"] == "pipeline EMEA"
    assert ws.seen_by("Farid Haddad", "sales") == []


async def test_only_members_talk_and_only_where_the_app_is_it_hears(
    ws: Workspace, app: AsyncApp, over_socket: Connect
) -> None:
    heard: list[dict[str, Any]] = []
    echo(app, heard)
    await over_socket(app)
    ws.add_channel("board", "Farid Haddad", private=True, with_bot=False)
    with pytest.raises(NotPossibleError):
        await ws.say("Camille Roux", "board", "hello")
    secret = await ws.say("Farid Haddad", "board", f"{ws.mention} hello")
    await ws.idle()
    assert secret.deliveries == []
    assert heard == []


async def test_a_connect_channel_and_its_stranger_are_marked(ws: Workspace) -> None:
    stranger = ws.add_user("Camille Roux", "camille@vela.example", team_id="T0PARTNER0")
    channel = ws.add_channel("with-partner", "Farid Haddad", stranger)
    message = await ws.say(stranger, channel, f"{ws.mention} coverage?")
    event = message.deliveries[0].payload
    assert event["is_ext_shared_channel"] is True
    assert event["event"]["team"] == "T0PARTNER0"
    assert stranger.to_json(email=True, locale=False)["is_stranger"] is True


async def test_a_manifest_grants_what_it_says_and_no_more() -> None:
    manifest = {
        "display_information": {"name": "Pilote"},
        "features": {
            "app_home": {"messages_tab_enabled": True, "home_tab_enabled": False},
            "slash_commands": [{"command": "/pilote"}],
        },
        "oauth_config": {"scopes": {"bot": ["chat:write", "im:history", "channels:history"]}},
        "settings": {"event_subscriptions": {"bot_events": ["message.im", "app_mention"]}},
    }
    async with Workspace(manifest) as ws:
        ws.add_user("Camille Roux", "camille@vela.example")
        ws.add_channel("sales", "Camille Roux")
        told = await ws.dm("Camille Roux", "hello")
        mentioned = await ws.say("Camille Roux", "sales", f"{ws.mention} hello")
        assert [one.event_type for one in told.deliveries] == ["message"]
        assert mentioned.deliveries == []  # neither message.channels nor app_mentions:read
        with pytest.raises(NotPossibleError):
            await ws.open_home("Camille Roux")
        with pytest.raises(NotPossibleError):
            await ws.slash("Camille Roux", "sales", "/at-risk")
