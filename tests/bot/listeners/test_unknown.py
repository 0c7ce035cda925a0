"""Every signed request is acknowledged, one the bot does not know too; no other is."""

import json
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.workspace import Workspace
from bot.workspace.delivery import Kind
from bot.workspace.outward.signing import signed_headers

RECORDED = Path(__file__).parents[4] / "shared" / "wire" / "recorded"

STRANGE: list[tuple[Kind, dict[str, Any]]] = [
    ("events_api", {"type": "event_callback", "event_id": "Ev1", "event": {"type": "team_join"}}),
    ("events_api", {"type": "app_rate_limited", "minute_rate_limited": 1}),
    ("events_api", {"type": "event_callback", "team_id": "T1", "event": {"type": "message"}}),
    ("events_api", {"type": "event_callback", "event": {"type": "app_home_opened"}}),
    ("events_api", {}),
    ("slash_commands", {"command": "/unknown", "team_id": "T1", "user_id": "U1", "text": ""}),
    ("slash_commands", {"command": "/pilote", "team_id": "T1", "user_id": "U1"}),
    ("interactive", {"type": "view_submission", "view": {"callback_id": "x"}, "team": {}}),
    ("interactive", {"type": "block_actions", "actions": [{"action_id": "choose_1"}]}),
    ("interactive", {"type": "shortcut", "callback_id": "x"}),
    ("interactive", {"type": "block_suggestion", "action_id": "x"}),
]


@pytest.mark.parametrize(("kind", "payload"), STRANGE)
async def test_strange_requests_are_acknowledged(
    anyhow: Workspace, kind: Kind, payload: dict[str, Any]
) -> None:
    delivery = await anyhow.deliver(kind, payload)
    assert delivery.acknowledged
    assert anyhow.posts() == []


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"{half", b"payload=%7B", b"payload=3"])
async def test_signed_nonsense_is_acknowledged(served_http: Workspace, body: bytes) -> None:
    headers = signed_headers(served_http.environment["SLACK_SIGNING_SECRET"], body)
    async with aiohttp.ClientSession() as session:
        for kind in ("application/json", "application/x-www-form-urlencoded"):
            given = {**headers, "Content-Type": kind}
            async with session.post(str(served_http.request_url), data=body, headers=given) as got:
                assert got.status == 200


async def test_what_slack_did_not_sign_is_refused(served_http: Workspace) -> None:
    question = await served_http.dm("Alice Lindqvist", "bookings this quarter")
    await served_http.wait_for_reply(question)
    payload = {**question.deliveries[0].payload, "event_id": "Ev0"}
    payload["event"] = {**payload["event"], "ts": "1.000001"}
    assert (await served_http.post_signed("events_api", payload, secret="guess")).status == 401
    assert (await served_http.post_signed("events_api", payload, age=400)).status == 401
    assert (await served_http.post_signed("events_api", payload, age=-400)).status == 401
    for headers in ({}, {"X-Slack-Signature": "v0=é", "X-Slack-Request-Timestamp": "soon"}):
        attempt = await served_http.core.courier.posts.send(b"{}", headers)
        assert attempt.status == 401
    await served_http.idle()
    assert len(served_http.posts()) == 1
    assert await served_http.verify_url()


@pytest.mark.skipif(not RECORDED.is_dir(), reason="no recorded webhooks here")
async def test_recorded_webhooks_are_acknowledged(served_http: Workspace) -> None:
    seen = 0
    for path in sorted(RECORDED.glob("*.json")):
        for payload in json.loads(path.read_text()).values():
            if not isinstance(payload, dict) or not {"command", "type"} & set(payload):
                continue
            kind: Kind = "slash_commands" if "command" in payload else "interactive"
            if payload.get("type") == "event_callback":
                kind = "events_api"
            attempt = await served_http.post_signed(kind, payload)
            assert attempt.status == 200
            seen += 1
    assert seen > 20
