"""Slash commands, their response URLs, and what only the asker sees."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.workspace import Workspace
from bot.workspace.delivery import Delivery

Connect = Callable[[AsyncApp], Awaitable[None]]


def response_url(delivery: Delivery) -> str:
    return str(delivery.payload["response_url"])


async def test_the_answer_in_the_acknowledgement_is_for_the_asker_alone(
    ws: Workspace, app: AsyncApp, connect: Connect
) -> None:
    @app.command("/pilote")
    async def on_command(ack: AsyncAck, command: dict[str, Any]) -> None:
        await ack(f"Coverage of {command['text']}: 2.4")

    await connect(app)
    delivery = await ws.slash("Camille Roux", "sales", "/pilote", "EMEA")
    assert delivery.acknowledged
    assert [one.text for one in ws.seen_by("Camille Roux", "sales")] == ["Coverage of EMEA: 2.4"]
    assert ws.seen_by("Farid Haddad", "sales") == []


async def test_an_answer_by_response_url_may_be_for_everybody(
    ws: Workspace, app: AsyncApp, connect: Connect
) -> None:
    @app.command("/pilote")
    async def on_command(ack: AsyncAck, respond: AsyncRespond) -> None:
        await ack()
        await respond("for you")
        await respond("for all", response_type="in_channel")

    await connect(app)
    delivery = await ws.slash("Camille Roux", "sales", "/pilote")
    assert (await ws.wait_for_reply(delivery, nth=2)).text == "for all"
    assert [one.text for one in ws.seen_by("Camille Roux", "sales")] == ["for you", "for all"]
    assert [one.text for one in ws.seen_by("Farid Haddad", "sales")] == ["for all"]


@pytest.mark.parametrize("ack_seconds", [0.5])
async def test_a_command_without_answer_makes_slackbot_complain(
    ws: Workspace, app: AsyncApp, connect: Connect
) -> None:
    @app.command("/pilote")
    async def on_command(ack: AsyncAck) -> None:
        await asyncio.sleep(0.7)
        await ack("too late")

    await connect(app)
    delivery = await ws.slash("Camille Roux", "sales", "/pilote")
    assert [len(delivery.attempts), delivery.acknowledged] == [1, False]  # never tried again
    [complaint] = ws.seen_by("Camille Roux", "sales")
    assert complaint.text == '/pilote failed with the error "operation_timeout"'


async def test_a_response_url_is_good_for_five_uses_and_half_an_hour(
    ws: Workspace, app: AsyncApp, over_http: Connect
) -> None:
    @app.command("/pilote")
    async def on_command(ack: AsyncAck) -> None:
        await ack()

    await over_http(app)
    first = AsyncWebhookClient(response_url(await ws.slash("Camille Roux", "sales", "/pilote")))
    for number in range(5):
        assert (await first.send(text=f"answer {number}")).status_code == 200
    sixth = await first.send(text="answer 5")
    assert (sixth.status_code, "used_url" in sixth.body) == (404, True)
    assert len(ws.seen_by("Camille Roux", "sales")) == 5

    second = AsyncWebhookClient(response_url(await ws.slash("Camille Roux", "sales", "/pilote")))
    ws.core.clock.advance(29 * 60)
    assert (await second.send(text="in time")).status_code == 200
    ws.core.clock.advance(2 * 60)
    late = await second.send(text="too late")
    assert (late.status_code, "expired_url" in late.body) == (404, True)


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({}, "no_text"),
        ({"text": "hello", "response_type": "public"}, "invalid_arguments"),
        ({"text": "hello", "colour": "red"}, "invalid_arguments"),
        ({"text": "hello", "blocks": [{"type": "confetti"}]}, "invalid_blocks"),
        ({"text": "hello", "replace_original": True}, "message_not_found"),
    ],
)
async def test_a_response_url_refuses_what_slack_refuses(
    ws: Workspace, app: AsyncApp, over_http: Connect, body: dict[str, Any], error: str
) -> None:
    @app.command("/pilote")
    async def on_command(ack: AsyncAck) -> None:
        await ack()

    await over_http(app)
    url = response_url(await ws.slash("Camille Roux", "sales", "/pilote"))
    async with aiohttp.ClientSession() as session, session.post(url, json=body) as response:
        assert response.status == 400
        assert (await response.json())["error"] == error
    assert ws.posts() == []


async def test_an_ephemeral_reply_needs_a_thread_that_lives(ws: Workspace, app: AsyncApp) -> None:
    root = await ws.say("Camille Roux", "sales", "coverage?")
    camille, sales = ws.user("Camille Roux"), ws.channel("sales")
    whisper = app.client.chat_postEphemeral
    await whisper(channel=sales.id, user=camille.id, text="2.4", thread_ts=root.ts)
    assert [one.text for one in ws.seen_by(camille, sales)] == ["coverage?"]
    await ws.say("Farid Haddad", sales, "good question", thread=root)
    assert "2.4" in [one.text for one in ws.seen_by(camille, sales)]
    assert "2.4" not in [one.text for one in ws.seen_by("Farid Haddad", sales)]
    history = await app.client.conversations_replies(channel=sales.id, ts=root.ts)
    assert "2.4" not in [one["text"] for one in history["messages"]]


async def test_who_leaves_sees_nothing_more(ws: Workspace, app: AsyncApp) -> None:
    await app.client.chat_postMessage(channel=ws.channel("sales").id, text="Q4 forecast")
    assert len(ws.seen_by("Farid Haddad", "sales")) == 1
    farid = ws.user("Farid Haddad")
    ws.deactivate(farid)
    assert ws.seen_by(farid, "sales") == []
    assert (await app.client.users_info(user=farid.id))["user"]["deleted"] is True
    assert [one.event_type for one in ws.deliveries][-1] == "user_change"


async def test_a_response_url_may_fail_too(
    ws: Workspace, app: AsyncApp, over_http: Connect
) -> None:
    @app.command("/pilote")
    async def on_command(ack: AsyncAck) -> None:
        await ack()

    await over_http(app)
    hook = AsyncWebhookClient(response_url(await ws.slash("Camille Roux", "sales", "/pilote")))
    hook.retry_handlers = []
    ws.fail_next("response_url", status=500)
    assert (await hook.send(text="lost")).status_code == 500
    ws.fail_next("response_url", status=429, retry_after=1, applied=True)
    assert (await hook.send(text="posted")).status_code == 429
    assert (await hook.send(text="posted again")).status_code == 200
    texts = [one.text for one in ws.seen_by("Camille Roux", "sales")]
    assert texts == ["posted", "posted again"]
