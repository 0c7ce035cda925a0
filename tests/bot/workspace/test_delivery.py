"""Signed HTTP and Socket Mode: acknowledgement, repeats, reconnection."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from bot.workspace import Workspace
from bot.workspace.outward.signing import signed_headers

Connect = Callable[[AsyncApp], Awaitable[None]]


def counting(app: AsyncApp, slow: list[float]) -> list[str]:
    """Note every event id; handle the first ones as slowly as `slow` says."""
    seen: list[str] = []

    @app.middleware
    async def wait(body: dict[str, Any], next_: Callable[[], Awaitable[None]]) -> None:
        if "event_id" in body:
            seen.append(body["event_id"])
            await asyncio.sleep(slow.pop(0) if slow else 0)
        await next_()

    @app.event("message")
    async def on_message() -> None: ...

    return seen


def test_the_signature_is_the_one_slacks_sdk_verifies() -> None:
    body = b'{"type": "event_callback"}'
    headers = signed_headers("a secret", body)
    verifier = SignatureVerifier("a secret")
    assert verifier.is_valid_request(body, headers)
    assert not verifier.is_valid_request(body + b" ", headers)
    assert not SignatureVerifier("another").is_valid_request(body, headers)
    assert not verifier.is_valid_request(body, signed_headers("a secret", body, age=301))


@pytest.mark.parametrize("ack_seconds", [0.5])
async def test_an_app_that_is_late_hears_the_same_event_again(
    ws: Workspace, app: AsyncApp, connect: Connect
) -> None:
    seen = counting(app, [0.8, 0.8])
    await connect(app)
    message = await ws.dm("Camille Roux", "coverage?")
    delivery = message.deliveries[0]
    await delivery.finished.wait()
    assert seen == [delivery.event_id] * 3
    assert [one.acknowledged for one in delivery.attempts] == [False, False, True]
    assert {one.error for one in delivery.attempts[:2]} <= {"http_timeout", "timeout"}
    assert all(one.seconds > 0.45 for one in delivery.attempts[:2])


async def test_retries_carry_their_number_and_reason(
    ws: Workspace, app: AsyncApp, over_http: Connect
) -> None:
    numbers: list[tuple[str | None, str | None]] = []

    @app.middleware
    async def note(req: AsyncBoltRequest, next_: Callable[[], Awaitable[None]]) -> None:
        headers = {name: values[0] for name, values in req.headers.items()}
        numbers.append((headers.get("x-slack-retry-num"), headers.get("x-slack-retry-reason")))
        await next_()

    await over_http(app)  # no listener: Bolt answers 404
    message = await ws.dm("Camille Roux", "coverage?")
    await message.deliveries[0].finished.wait()
    assert numbers == [
        (None, None),
        ("1", "http_error"),
        ("2", "http_error"),
        ("3", "http_error"),
    ]
    assert [one.status for one in message.deliveries[0].attempts] == [404] * 4
    assert not message.deliveries[0].acknowledged


async def test_no_app_no_delivery_and_the_error_says_so(ws: Workspace) -> None:
    ws.request_url = "http://127.0.0.1:9/slack/events"
    message = await ws.dm("Camille Roux", "coverage?")
    await message.deliveries[0].finished.wait()
    assert {one.error for one in message.deliveries[0].attempts} == {"connection_failed"}


async def test_slack_may_send_once_more_under_the_same_or_another_id(
    ws: Workspace, app: AsyncApp, connect: Connect
) -> None:
    seen = counting(app, [])
    await connect(app)
    message = await ws.dm("Camille Roux", "coverage?")
    await message.deliveries[0].finished.wait()
    await ws.resend(message)
    [other] = await ws.resend(message.deliveries[0], new_id=True)
    first = message.deliveries[0].event_id
    assert seen == [first, first, other.event_id]
    assert other.event_id != first


async def test_the_request_url_is_verified_and_signatures_checked(
    ws: Workspace, app: AsyncApp, over_http: Connect
) -> None:
    counting(app, [])
    await over_http(app)
    assert await ws.verify_url()
    message = await ws.dm("Camille Roux", "coverage?")
    payload = message.deliveries[0].payload
    good = await ws.post_signed("events_api", payload)
    forged = await ws.post_signed("events_api", payload, secret="guessed")
    old = await ws.post_signed("events_api", payload, age=400)
    assert (good.status, forged.status, old.status) == (200, 401, 401)


async def test_a_socket_that_is_asked_to_come_back_comes_back(
    ws: Workspace, app: AsyncApp, over_socket: Connect
) -> None:
    seen = counting(app, [])
    await over_socket(app)
    await ws.disconnect()
    assert len(ws.core.sockets) == 0
    message = await ws.dm("Camille Roux", "still there?")  # waits for the app to come back
    await message.deliveries[0].finished.wait()
    assert message.deliveries[0].acknowledged
    assert set(seen) == {message.deliveries[0].event_id}


async def test_a_socket_that_is_cut_comes_back(
    ws: Workspace, app: AsyncApp, over_socket: Connect
) -> None:
    counting(app, [])
    await over_socket(app)
    ws.drop_sockets()
    await ws.connected(seconds=5)
    message = await ws.dm("Camille Roux", "still there?")
    await message.deliveries[0].finished.wait()
    assert message.deliveries[0].acknowledged


async def test_two_processes_share_the_events(
    ws: Workspace, app: AsyncApp, over_socket: Connect
) -> None:
    other = AsyncApp(client=app.client, signing_secret="unused")
    first, second = counting(app, []), counting(other, [])
    await over_socket(app)
    await over_socket(other)
    messages = [await ws.dm("Camille Roux", f"question {number}") for number in range(6)]
    for message in messages:
        await message.deliveries[0].finished.wait()
    assert (len(first), len(second)) == (3, 3)
    assert not set(first) & set(second)


async def test_a_ticket_opens_one_connection(ws: Workspace, app: AsyncApp) -> None:
    opened = await app.client.apps_connections_open(app_token=ws.environment["SLACK_APP_TOKEN"])
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(opened["url"]) as socket:
            assert (await socket.receive_json())["type"] == "hello"
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(opened["url"])
