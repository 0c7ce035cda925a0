"""Trouble on order: refusals, delays, lost answers, blocks not yet known."""

import time

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import Workspace


@pytest.fixture
def patient(ws: Workspace) -> AsyncWebClient:
    """A client that tries again after 429 and 5xx, as the bot's does."""
    handlers = [
        AsyncRateLimitErrorRetryHandler(max_retry_count=2),
        AsyncServerErrorRetryHandler(max_retry_count=2),
    ]
    token = ws.environment["SLACK_BOT_TOKEN"]
    return AsyncWebClient(token=token, base_url=ws.api_url, retry_handlers=handlers)


async def test_too_many_calls(
    ws: Workspace, client: AsyncWebClient, patient: AsyncWebClient
) -> None:
    channel = ws.channel("sales").id
    ws.fail_next("chat.postMessage", status=429, retry_after=0, times=2)
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=channel, text="hello")
    assert caught.value.response.status_code == 429
    assert caught.value.response["error"] == "ratelimited"
    assert caught.value.response.headers["Retry-After"] == "0"
    await patient.chat_postMessage(channel=channel, text="hello")
    assert [call.status for call in ws.calls] == [429, 429, 200]
    assert len(ws.posts()) == 1


async def test_server_errors_and_refusals(
    ws: Workspace, client: AsyncWebClient, patient: AsyncWebClient
) -> None:
    channel = ws.channel("sales").id
    ws.fail_next("chat.postMessage", status=503)
    await patient.chat_postMessage(channel=channel, text="hello")
    ws.fail_next("*", error="account_inactive")
    with pytest.raises(SlackApiError, match="account_inactive"):
        await client.users_list()
    await client.users_list()


async def test_an_answer_that_is_lost_may_have_been_posted(
    ws: Workspace, client: AsyncWebClient
) -> None:
    channel = ws.channel("sales").id
    ws.fail_next("chat.postMessage", drop=True)
    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel=channel, text="not posted")
    ws.fail_next("chat.postMessage", drop=True, applied=True)
    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel=channel, text="posted")
    ws.fail_next("chat.postMessage", status=500, applied=True)
    with pytest.raises(SlackApiError):
        await client.chat_postMessage(channel=channel, text="posted too")
    assert [one.text for one in ws.posts()] == ["posted", "posted too"]
    assert [call.ok for call in ws.calls] == [False, False, False]


async def test_an_answer_that_is_late(ws: Workspace, client: AsyncWebClient) -> None:
    ws.fail_next("auth.test", delay=0.2)
    started = time.monotonic()
    await client.auth_test()
    assert time.monotonic() - started >= 0.2
    await client.auth_test()
    assert time.monotonic() - started < 0.4


async def test_blocks_that_are_not_rolled_out_yet(ws: Workspace, client: AsyncWebClient) -> None:
    channel = ws.channel("sales").id
    pie = {
        "type": "data_visualization",
        "title": "Pipeline",
        "chart": {"type": "pie", "segments": [{"label": "EMEA", "value": 1}]},
    }
    await client.chat_postMessage(channel=channel, text="Pipeline", blocks=[pie])
    ws.refuse_blocks("data_visualization")
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=channel, text="Pipeline", blocks=[pie])
    assert caught.value.response["error"] == "invalid_blocks"
    assert caught.value.response["errors"] == [
        "unsupported type: data_visualization [json-pointer:/blocks/0/type]"
    ]
    await client.chat_postMessage(channel=channel, text="Pipeline")


async def test_too_much_text_over_all_blocks(ws: Workspace, client: AsyncWebClient) -> None:
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3000}}
    with pytest.raises(SlackApiError, match="msg_blocks_too_long"):
        await client.chat_postMessage(
            channel=ws.channel("sales").id, text="long", blocks=[section] * 5
        )
