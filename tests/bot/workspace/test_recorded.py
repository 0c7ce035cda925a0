"""Recorded webhooks of the real Slack: the same shapes as ours, and Bolt takes them from us."""

import json
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltRequest

from bot.workspace import Workspace
from bot.workspace.delivery import Kind

Json = dict[str, Any]
Connect = Callable[[AsyncApp], Awaitable[None]]
RECORDED = Path(__file__).parents[4] / "shared" / "wire" / "recorded"
pytestmark = pytest.mark.skipif(not RECORDED.is_dir(), reason="no recorded webhooks here")
KINDS: dict[str, Kind] = {"event_callback": "events_api"}


def recorded() -> Iterator[tuple[str, Kind, Json]]:
    for path in sorted(RECORDED.glob("*.json")):
        for name, payload in json.loads(path.read_text()).items():
            if isinstance(payload, dict) and "command" in payload:
                yield f"{path.stem}:{name}", "slash_commands", payload
            elif isinstance(payload, dict) and "api_app_id" in payload:
                kind = KINDS.get(payload["type"], "interactive")
                yield f"{path.stem}:{name}", kind, payload


def first(kind: str) -> Json:
    """The fullest recorded payload of this type."""
    found = [
        one
        for _, _, one in recorded()
        if kind in (one.get("type"), one.get("event", {}).get("type"))
    ]
    return max(found, key=lambda one: len(json.dumps(one)))


async def test_every_recorded_webhook_is_signed_and_taken(
    ws: Workspace, app: AsyncApp, over_http: Connect
) -> None:
    seen: list[Json] = []

    @app.middleware
    async def take(req: AsyncBoltRequest, ack: AsyncAck) -> Any:  # noqa: ANN401
        seen.append(req.body)
        return await ack()

    await over_http(app)
    payloads = list(recorded())
    for name, kind, payload in payloads:
        delivery = await ws.deliver(kind, payload)
        assert delivery.acknowledged, name
    assert len(seen) == len(payloads) > 30
    assert [body.get("event_id") for body in seen] == [one.get("event_id") for *_, one in payloads]


async def test_our_events_have_the_fields_of_the_recorded_ones(ws: Workspace) -> None:
    message = await ws.say("Camille Roux", "sales", f"{ws.mention} hello", None)
    ours = {one.event_type: one.payload for one in message.deliveries}
    for kind in ("message", "app_mention"):
        theirs = first(kind)
        # Enterprise grids, files, bots, threads and the older assistant are not in our message.
        extra = {
            "enterprise_id",
            "files",
            "upload",
            "display_as_bot",
            "bot_id",
            "app_id",
            "thread_ts",
            "parent_user_id",
            "assistant_thread",
        }
        assert theirs.keys() - ours[kind].keys() <= extra
        assert theirs["event"].keys() - ours[kind]["event"].keys() <= extra


async def test_our_interactions_have_the_fields_of_the_recorded_ones(
    ws: Workspace, app: AsyncApp
) -> None:
    ws.request_url = "http://127.0.0.1:9/"
    button = {
        "type": "button",
        "action_id": "go",
        "value": "1",
        "text": {"type": "plain_text", "text": "Go"},
    }
    root = await ws.say("Camille Roux", "sales", "hello")
    posted = await app.client.chat_postMessage(
        channel=ws.channel("sales").id,
        text="hello",
        thread_ts=root.ts,
        blocks=[{"type": "actions", "elements": [button]}],
    )
    click = (
        await ws.click("Camille Roux", ws.channel("sales").messages[posted["ts"]], "go")
    ).payload
    theirs = first("block_actions")
    assert theirs.keys() - click.keys() == set()
    assert theirs["container"].keys() == click["container"].keys()
    assert theirs["message"].keys() - click["message"].keys() <= {"edited"}
    assert {"action_id", "block_id", "text", "value", "type", "action_ts"} <= click["actions"][
        0
    ].keys()

    slash = (await ws.slash("Camille Roux", "sales", "/pilote", "hello")).payload
    command = next(payload for _, kind, payload in recorded() if kind == "slash_commands")
    assert slash.keys() == command.keys()

    modal = {
        "type": "modal",
        "title": {"type": "plain_text", "text": "A"},
        "submit": {"type": "plain_text", "text": "B"},
        "blocks": [{"type": "divider"}],
    }
    trigger = (await ws.slash("Camille Roux", "sales", "/pilote")).payload["trigger_id"]
    await app.client.views_open(trigger_id=trigger, view=modal)
    submission = (await ws.submit_view("Camille Roux")).delivery
    assert submission is not None
    theirs = first("view_submission")
    assert theirs.keys() - submission.payload.keys() == set()
    assert theirs["view"].keys() - submission.payload["view"].keys() == set()
