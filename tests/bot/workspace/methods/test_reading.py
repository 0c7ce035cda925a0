"""What the app can look up: people, channels, what was said."""

from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import Workspace


async def test_a_person_as_slack_describes_them(ws: Workspace, client: AsyncWebClient) -> None:
    guest = ws.add_user("Ines Prat", "ines@partner.example", is_ultra_restricted=True)
    answer = await client.users_info(user=ws.user("Camille Roux").id, include_locale=True)
    camille = answer["user"]
    assert camille["profile"]["email"] == "camille@vela.example"
    assert (camille["tz"], camille["locale"]) == ("Europe/Paris", "fr-FR")
    assert camille["tz_offset"] in (3600, 7200)
    assert camille["is_restricted"] is False
    assert "locale" not in (await client.users_info(user=ws.user("Camille Roux").id))["user"]
    shown = (await client.users_info(user=guest.id))["user"]
    assert (shown["is_restricted"], shown["is_ultra_restricted"]) == (True, True)
    found = await client.users_lookupByEmail(email="FARID@vela.example")
    assert found["user"]["id"] == ws.user("Farid Haddad").id


async def test_everybody_in_pages(ws: Workspace, client: AsyncWebClient) -> None:
    for number in range(5):
        ws.add_user(f"Rep {number}", f"rep{number}@vela.example")
    names: list[str] = []
    async for page in await client.users_list(limit=3):
        names += [member["real_name"] for member in page["members"]]
    assert len(names) == len(set(names)) == 8  # five reps, Camille, Farid, the app


async def test_who_the_app_is(ws: Workspace, client: AsyncWebClient) -> None:
    me = await client.auth_test()
    assert (me["user_id"], me["bot_id"]) == (ws.bot.id, ws.bot.bot_id)
    assert (await client.bots_info(bot=me["bot_id"]))["bot"]["user_id"] == ws.bot.id
    assert (await client.team_info())["team"]["id"] == me["team_id"]


async def test_channels_and_their_members(ws: Workspace, client: AsyncWebClient) -> None:
    ws.add_channel("board", "Farid Haddad", private=True, with_bot=False)
    ws.add_channel("desk", "Farid Haddad", private=True)
    listed = await client.conversations_list(types="public_channel,private_channel")
    assert [one["name"] for one in listed["channels"]] == ["sales", "desk"]
    sales = ws.channel("sales").id
    members = (await client.conversations_members(channel=sales))["members"]
    assert set(members) == {ws.user("Camille Roux").id, ws.user("Farid Haddad").id, ws.bot.id}
    info = (await client.conversations_info(channel=sales, include_num_members=True))["channel"]
    assert (info["is_private"], info["num_members"]) == (False, 3)
    opened = await client.conversations_open(users=ws.user("Camille Roux").id, return_im=True)
    assert opened["channel"]["id"] == ws.im("Camille Roux").id
    again = await client.conversations_open(users=ws.user("Camille Roux").id)
    assert again["channel"] == {"id": opened["channel"]["id"]}


async def test_history_threads_and_metadata(ws: Workspace, client: AsyncWebClient) -> None:
    sales = ws.channel("sales").id
    root = await ws.say("Camille Roux", "sales", "coverage?")
    key = {"event_type": "digest", "event_payload": {"week": "2026-W48"}}
    await client.chat_postMessage(channel=sales, text="2.4", thread_ts=root.ts, metadata=key)
    last = await ws.say("Farid Haddad", "sales", "thanks")

    history = (await client.conversations_history(channel=sales))["messages"]
    assert [one["ts"] for one in history] == [last.ts, root.ts]
    assert history[1]["reply_count"] == 1
    thread = await client.conversations_replies(
        channel=sales, ts=root.ts, include_all_metadata=True
    )
    assert [one["text"] for one in thread["messages"]] == ["coverage?", "2.4"]
    assert thread["messages"][1]["metadata"] == key
    plain = await client.conversations_replies(channel=sales, ts=root.ts)
    assert "event_payload" not in plain["messages"][1]["metadata"]
    recent = await client.conversations_history(channel=sales, oldest=root.ts)
    assert [one["ts"] for one in recent["messages"]] == [last.ts]
    first = await client.conversations_history(channel=sales, limit=1)
    assert first["has_more"]
    cursor = first["response_metadata"]["next_cursor"]
    rest = await client.conversations_history(channel=sales, limit=1, cursor=cursor)
    assert [one["ts"] for one in rest["messages"]] == [root.ts]
    assert not rest["has_more"]


async def test_reactions_and_links(ws: Workspace, client: AsyncWebClient) -> None:
    sales = ws.channel("sales").id
    message = await ws.say("Camille Roux", "sales", "see https://crm.vela.example/deals/7?a=1&b=2")
    await client.reactions_add(channel=sales, name="eyes", timestamp=message.ts)
    assert message.reactions == {"eyes": [ws.bot.id]}
    preview = {"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "*Acme*"}}]}
    await client.chat_unfurl(
        channel=sales, ts=message.ts, unfurls={"https://crm.vela.example/deals/7?a=1&b=2": preview}
    )
    shown = (await client.conversations_history(channel=sales))["messages"][0]
    assert shown["attachments"][0]["blocks"] == preview["blocks"]
    link = await client.chat_getPermalink(channel=sales, message_ts=message.ts)
    assert link["permalink"].endswith(f"/archives/{sales}/p{message.ts.replace('.', '')}")


async def test_a_file_goes_up_in_three_steps(ws: Workspace, client: AsyncWebClient) -> None:
    await client.files_upload_v2(
        channel=ws.channel("sales").id,
        filename="bridge.png",
        content=b"\x89PNG...",
        title="Pipeline bridge",
        initial_comment="This week",
    )
    message = ws.seen_by("Farid Haddad", "sales")[-1]
    assert (message.text, message.files[0]["title"]) == ("This week", "Pipeline bridge")
    assert ws.core.files[message.files[0]["id"]].content == b"\x89PNG..."
