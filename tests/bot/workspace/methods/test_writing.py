"""Where the app may write, what it may take back, and links it may open up."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import App, Workspace


async def error(call: Any) -> str:  # noqa: ANN401 - any coroutine of the SDK
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])


async def test_channels_go_by_id_and_name_and_people_by_id(
    ws: Workspace, client: AsyncWebClient
) -> None:
    camille = ws.user("Camille Roux")
    private = await client.chat_postMessage(channel=camille.id, text="for you")
    assert private["channel"] == ws.im(camille).id
    named = await client.chat_postMessage(channel="#sales", text="for all", username="Digest")
    assert named["channel"] == ws.channel("sales").id
    assert [one.text for one in ws.seen_by(camille, "sales")] == ["for all"]
    assert ws.posts("sales")[0].username == "Digest"
    lobby = ws.add_channel("lobby", camille, with_bot=False)
    await client.chat_postMessage(channel=lobby.id, text="open to all apps")  # chat:write.public
    whisper = client.chat_postEphemeral(channel=lobby.id, user=camille.id, text="psst")
    assert await error(whisper) == "not_in_channel"
    lobby.is_archived = True
    assert await error(client.chat_postMessage(channel=lobby.id, text="?")) == "is_archived"
    ws.deactivate(camille)
    gone = client.chat_postMessage(channel=camille.id, text="too late")
    assert await error(gone) == "user_disabled"


async def test_what_the_app_wrote_can_be_changed_and_taken_back(
    ws: Workspace, client: AsyncWebClient
) -> None:
    key = {"event_type": "digest", "event_payload": {"week": "2026-W48"}}
    divider = [{"type": "divider"}]
    posted = await client.chat_postMessage(
        channel=ws.channel("sales").id, text="2.4", blocks=divider, metadata=key
    )
    at = {"channel": posted["channel"], "ts": posted["ts"]}
    message = ws.posts("sales")[0]
    await client.chat_update(**at, text="2.5", attachments=[{"text": "more"}])
    assert (message.text, message.blocks, message.metadata) == ("2.5", [], key)
    await client.chat_update(**at, text="2.6", metadata={})
    assert message.metadata is None
    await client.chat_delete(**at)
    assert ws.seen_by("Camille Roux", "sales") == []
    assert await error(client.chat_delete(**at)) == "message_not_found"


async def test_conversations_are_opened_and_entered(ws: Workspace, client: AsyncWebClient) -> None:
    camille, sales = ws.user("Camille Roux"), ws.channel("sales")
    im = ws.im(camille).id
    assert (await client.conversations_open(channel=im))["channel"]["id"] == im
    wrong = client.conversations_open(channel=sales.id)
    assert await error(wrong) == "method_not_supported_for_channel_type"
    assert await error(client.conversations_open(users="")) == "users_list_not_supplied"
    assert await error(client.conversations_open(users="U0NOBODY")) == "user_not_found"
    lobby = ws.add_channel("lobby", camille, with_bot=False)
    history = client.conversations_history(channel=lobby.id)
    assert await error(history) == "not_in_channel"
    await client.conversations_join(channel=lobby.id)
    assert (await client.conversations_history(channel=lobby.id))["messages"] == []
    join = client.conversations_join(channel=im)
    assert await error(join) == "method_not_supported_for_channel_type"
    assert await error(client.conversations_list(types="galaxy")) == "invalid_types"
    assert await error(client.conversations_list(limit=0)) == "invalid_limit"
    assert await error(client.users_list(cursor="%%")) == "invalid_cursor"


async def test_coming_and_going_is_told(ws: Workspace) -> None:
    nadia = ws.add_user("Nadia Kern", "nadia@vela.example")
    ws.join(nadia, "sales")
    ws.join(nadia, "sales")
    ws.leave(nadia, "sales")
    ws.leave(ws.bot, "sales")
    told = [(one.event_type, one.payload["event"]["user"]) for one in ws.deliveries]
    assert told == [
        ("member_joined_channel", nadia.id),
        ("member_left_channel", nadia.id),
        ("member_left_channel", ws.bot.id),
    ]
    assert (await ws.say("Camille Roux", "sales", ws.mention)).deliveries == []


async def test_reactions_are_told_and_refused_twice(ws: Workspace, client: AsyncWebClient) -> None:
    message = await ws.say("Camille Roux", "sales", "closed Acme!")
    await ws.react("Farid Haddad", message, "tada")
    event = ws.deliveries[-1].payload["event"]
    assert (event["type"], event["reaction"]) == ("reaction_added", "tada")
    at = {"channel": message.channel, "timestamp": message.ts}
    await client.reactions_add(**at, name="tada")
    assert await error(client.reactions_add(**at, name="tada")) == "already_reacted"
    assert await error(client.reactions_add(**at, name="not an emoji")) == "invalid_name"
    await client.reactions_remove(**at, name="tada")
    assert await error(client.reactions_remove(**at, name="tada")) == "no_reaction"
    assert message.reactions == {"tada": [ws.user("Farid Haddad").id]}


async def test_links_of_the_apps_domains_are_told_and_opened_up() -> None:
    async with Workspace(App(unfurl_domains=frozenset({"crm.vela.example"}))) as ws:
        camille = ws.add_user("Camille Roux", "camille@vela.example")
        ws.add_channel("sales", camille)
        client = AsyncWebClient(token=ws.environment["SLACK_BOT_TOKEN"], base_url=ws.api_url)
        url = "https://crm.vela.example/deals/7"
        message = await ws.say(camille, "sales", f"look {url} and https://other.example/x")
        event = message.deliveries[-1].payload["event"]
        assert (event["type"], [one["url"] for one in event["links"]]) == ("link_shared", [url])
        unfurl = client.chat_unfurl
        shown = {url: {"text": "Acme"}}
        assert await error(unfurl(channel=message.channel, ts=message.ts)) == "missing_unfurls"
        assert await error(unfurl(unfurls=shown)) == "missing_channel"
        assert await error(unfurl(channel=message.channel, unfurls=shown)) == "missing_ts"
        at: dict[str, Any] = {"channel": message.channel, "ts": message.ts}
        stranger = unfurl(**at, unfurls={"https://evil.example": {"text": "x"}})
        assert await error(stranger) == "cannot_unfurl_url"
        odd = unfurl(**at, unfurls={url: {"blocks": [{"type": "confetti"}]}})
        assert await error(odd) == "cannot_parse_attachment"
        nowhere = unfurl(channel="C0NOWHERE", ts="1.0", unfurls=shown)
        assert await error(nowhere) == "cannot_find_channel"
        await unfurl(unfurl_id=event["unfurl_id"], source=event["source"], unfurls=shown)
        assert message.unfurls == shown


async def test_files_that_were_not_sent_cannot_be_shared(
    ws: Workspace, client: AsyncWebClient
) -> None:
    nothing = client.files_getUploadURLExternal(filename="a.png", length=0)
    assert await error(nothing) == "invalid_arguments"
    announced = await client.files_getUploadURLExternal(filename="a.png", length=3)
    files = [{"id": announced["file_id"]}]
    share = client.files_completeUploadExternal(files=files, channel_id=ws.channel("sales").id)
    assert await error(share) == "file_not_found"
    assert ws.posts() == []
