"""Calls that Slack refuses are refused in Slack's words, with HTTP 200."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import App, Workspace


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def refused(call: Any) -> dict[str, Any]:  # noqa: ANN401 - any coroutine of the SDK
    with pytest.raises(SlackApiError) as caught:
        await call
    assert caught.value.response.status_code == 200
    answer: dict[str, Any] = caught.value.response.data
    assert answer["ok"] is False
    return answer


async def test_unknown_methods_tokens_and_their_kinds(
    ws: Workspace, client: AsyncWebClient
) -> None:
    answer = await refused(client.api_call("chat.explode"))
    assert (answer["error"], answer["req_method"]) == ("unknown_method", "chat.explode")
    stranger = AsyncWebClient(token="xoxb-wrong", base_url=ws.api_url)
    assert (await refused(stranger.auth_test()))["error"] == "invalid_auth"
    nobody = AsyncWebClient(base_url=ws.api_url)
    assert (await refused(nobody.auth_test()))["error"] == "not_authed"
    bot_token = ws.environment["SLACK_BOT_TOKEN"]
    opened = client.apps_connections_open(app_token=bot_token)
    assert (await refused(opened))["error"] == "not_allowed_token_type"
    app_token = ws.environment["SLACK_APP_TOKEN"]
    posted = client.chat_postMessage(token=app_token, channel="C1", text="hello")
    assert (await refused(posted))["error"] == "not_allowed_token_type"


async def test_arguments_unknown_missing_and_of_the_wrong_kind(
    ws: Workspace, client: AsyncWebClient
) -> None:
    answer = await refused(client.api_call("chat.postMessage", json={"txt": "hello"}))
    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"] == [
        "[ERROR] unknown argument: txt",
        "[ERROR] missing required field: channel",
    ]
    channel = ws.channel("sales").id
    answer = await refused(
        client.api_call("conversations.history", params={"channel": channel, "limit": "many"})
    )
    assert answer["error"] == "invalid_arguments"
    body = {"channel": channel, "blocks": "[{"}
    answer = await refused(client.api_call("chat.postMessage", data=body))
    assert answer["error"] == "invalid_blocks_format"


async def test_reading_methods_do_not_read_json(ws: Workspace, client: AsyncWebClient) -> None:
    body = {"user": ws.user("Camille Roux").id}
    answer = await refused(client.api_call("users.info", json=body))
    assert answer["response_metadata"]["messages"] == ["[ERROR] missing required field: user"]
    assert (await client.api_call("users.info", params=body))["ok"]


async def test_missing_scopes_are_named() -> None:
    app = App(scopes=frozenset({"chat:write", "channels:read", "users:read"}))
    async with Workspace(app) as ws:
        ws.add_user("Camille Roux", "camille@vela.example")
        private = ws.add_channel("board", "Camille Roux", private=True)
        client = AsyncWebClient(token=ws.environment["SLACK_BOT_TOKEN"], base_url=ws.api_url)
        answer = await refused(client.users_lookupByEmail(email="camille@vela.example"))
        assert answer["error"] == "missing_scope"
        assert answer["needed"] == "users:read.email"
        assert answer["provided"] == "channels:read,chat:write,users:read"
        answer = await refused(client.conversations_info(channel=private.id))
        assert (answer["error"], answer["needed"]) == ("missing_scope", "groups:read")
        answer = await refused(client.conversations_open(users=ws.user("Camille Roux").id))
        assert "im:write" in answer["needed"]
        dressed = client.chat_postMessage(channel=private.id, text="hello", username="Boss")
        assert (await refused(dressed))["needed"] == "chat:write.customize"
        shown = (await client.users_info(user=ws.user("Camille Roux").id))["user"]
        assert "email" not in shown["profile"]


async def test_channels_people_and_messages_that_are_not_there(
    ws: Workspace, client: AsyncWebClient
) -> None:
    hidden = ws.add_channel("board", "Farid Haddad", private=True, with_bot=False)
    public = ws.add_channel("lobby", "Farid Haddad", with_bot=False)
    sales, camille = ws.channel("sales").id, ws.user("Camille Roux").id
    ws.core.app = App(scopes=App().scopes - {"chat:write.public"})
    posts = {"C0NOWHERE": "channel_not_found", hidden.id: "channel_not_found"}
    posts |= {public.id: "not_in_channel"}
    for channel, error in posts.items():
        answer = await refused(client.chat_postMessage(channel=channel, text="hello"))
        assert answer["error"] == error
    whisper = client.chat_postEphemeral
    answer = await refused(whisper(channel=sales, user="U0NOBODY", text="hello"))
    assert answer["error"] == "user_not_found"
    outside = ws.add_user("Nadia Kern", "nadia@vela.example").id
    answer = await refused(whisper(channel=sales, user=outside, text="hello"))
    assert answer["error"] == "user_not_in_channel"
    assert (await refused(client.users_info(user="U0NOBODY")))["error"] == "user_not_found"
    answer = await refused(client.users_lookupByEmail(email="nobody@vela.example"))
    assert answer["error"] == "users_not_found"
    answer = await refused(client.chat_update(channel=sales, ts="1.000001", text="hello"))
    assert answer["error"] == "message_not_found"
    theirs = await ws.say(camille, sales, "mine")
    answer = await refused(client.chat_update(channel=sales, ts=theirs.ts, text="hello"))
    assert answer["error"] == "cant_update_message"
    answer = await refused(client.chat_delete(channel=sales, ts=theirs.ts))
    assert answer["error"] == "cant_delete_message"
    answer = await refused(client.chat_postMessage(channel=sales, text="hi", thread_ts="1.000001"))
    assert answer["error"] == "thread_not_found"
    reply = await ws.say(camille, sales, "more", thread=theirs)
    answer = await refused(client.chat_postMessage(channel=sales, text="hi", thread_ts=reply.ts))
    assert answer["error"] == "cannot_reply_to_message"


@pytest.mark.filterwarnings("ignore:The top-level `text` argument")
async def test_texts_that_are_empty_or_too_long(ws: Workspace, client: AsyncWebClient) -> None:
    channel = ws.channel("sales").id
    post = client.chat_postMessage
    assert (await refused(post(channel=channel, text=" ")))["error"] == "no_text"
    both = post(channel=channel, text="a", markdown_text="b")
    assert (await refused(both))["error"] == "markdown_text_conflict"
    long = post(channel=channel, markdown_text="x" * 12_001)
    assert (await refused(long))["error"] == "msg_too_long"
    cut = await post(channel=channel, text="x" * 40_001)
    assert cut["warning"] == "message_truncated"
    assert len(cut["message"]["text"]) == 40_000
    edit = client.chat_update(channel=channel, ts=cut["ts"], text="x" * 4_001)
    assert (await refused(edit))["error"] == "msg_too_long"
    user = ws.user("Camille Roux").id
    whisper = client.chat_postEphemeral(channel=channel, user=user, text="x" * 40_001)
    assert (await refused(whisper))["error"] == "msg_too_long"
    metadata = {"event_type": "digest"}
    tagged = client.chat_postMessage(channel=channel, text="a", metadata=metadata)
    assert (await refused(tagged))["error"] == "invalid_metadata_schema"


async def test_bodies_that_slack_cannot_read(ws: Workspace, http: aiohttp.ClientSession) -> None:
    url = f"{ws.api_url}auth.test"
    token = {"Authorization": f"Bearer {ws.environment['SLACK_BOT_TOKEN']}"}

    async def error(content_type: str, body: bytes) -> str:
        headers = {**token, "Content-Type": content_type}
        async with http.post(url, data=body, headers=headers) as response:
            assert response.status == 200
            return str((await response.json())["error"])

    assert await error("application/xml", b"<a/>") == "invalid_post_type"
    assert await error("application/json", b"{") == "invalid_json"
    assert await error("application/json", b"[]") == "json_not_object"
    async with http.post(url, json={"token": ws.environment["SLACK_BOT_TOKEN"]}) as response:
        assert (await response.json())["error"] == "not_authed"  # no token in a JSON body


async def test_forms_carry_blocks_as_json_text(ws: Workspace, http: aiohttp.ClientSession) -> None:
    form = {
        "token": ws.environment["SLACK_BOT_TOKEN"],
        "channel": ws.channel("sales").id,
        "text": "Pipeline",
        "blocks": '[{"type": "divider"}]',
        "unfurl_links": "false",
    }
    async with http.post(f"{ws.api_url}chat.postMessage", data=form) as response:
        answer = await response.json()
        assert "chat:write" in response.headers["X-OAuth-Scopes"]
        assert response.headers["X-Accepted-OAuth-Scopes"] == "chat:write"
    assert answer["message"]["blocks"][0]["type"] == "divider"
    assert "token" not in ws.calls[-1].arguments


async def test_the_calls_are_logged(ws: Workspace, client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel=ws.channel("sales").id, text="hello")
    await refused(client.chat_postMessage(channel="C0NOWHERE", text="hello"))
    assert [(call.method, call.ok) for call in ws.calls] == [
        ("chat.postMessage", True),
        ("chat.postMessage", False),
    ]
    assert ws.calls[0].arguments["text"] == "hello"
