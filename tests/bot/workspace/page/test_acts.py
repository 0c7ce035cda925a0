"""What is done on the page goes through the driver: Slack's own client would allow it, or not."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import Workspace
from bot.workspace.page import Page
from bot.workspace.page.seen import parts
from tests.bot.workspace.page.conftest import ABOUT

Connect = Callable[[AsyncApp], Awaitable[None]]
Do = Callable[..., Awaitable[tuple[int, dict[str, Any]]]]


@pytest.fixture
async def session(page: Page) -> AsyncIterator[aiohttp.ClientSession]:
    """The page's own requests."""
    base = f"http://127.0.0.1:{page.guard.port}"
    headers = {"Cookie": f"{page.guard.cookie}={page.guard.token}", "Origin": base}
    async with aiohttp.ClientSession(base, headers=headers) as session:
        yield session


@pytest.fixture
def do(session: aiohttp.ClientSession, ws: Workspace) -> Do:
    """Do something as Farid."""

    async def post(act: str, **fields: object) -> tuple[int, dict[str, Any]]:
        by = ws.user("Farid Haddad").id
        response = await session.post("/page/do", json={"act": act, "by": by, **fields})
        return response.status, await response.json()

    return post


async def test_changes_come_as_they_happen(
    ws: Workspace, do: Do, session: aiohttp.ClientSession
) -> None:
    sales = ws.channel("sales")
    async with session.ws_connect("/page/live?as=Camille%20Roux") as live:
        first = await live.receive_json(timeout=5)
        assert first["set"]["me"]["id"] == ws.user("Camille Roux").id
        await do("say", channel=sales.id, text="Good morning <b>")
        change = await live.receive_json(timeout=5)
        (said,) = [part for name, part in change["set"].items() if name.startswith("message:")]
        assert said["text"] == "Good morning &lt;b&gt;"
        assert f"channel:{sales.id}" not in change["set"]  # only what is new


async def test_each_sees_what_slack_would_show_them(ws: Workspace, client: AsyncWebClient) -> None:
    ws.add_channel("board", "Farid Haddad", private=True)
    sales = ws.channel("sales").id
    farid, camille = ws.user("Farid Haddad"), ws.user("Camille Roux")
    await client.chat_postEphemeral(channel=sales, user=farid.id, text="for Farid")
    his = str(parts(ws, farid, ABOUT))
    hers = str(parts(ws, camille, ABOUT))
    assert "for Farid" in his
    assert "board" in his
    assert "for Farid" not in hers
    assert "board" not in hers


async def test_what_slack_would_refuse_is_refused(
    ws: Workspace, do: Do, client: AsyncWebClient
) -> None:
    ws.add_channel("others", "Camille Roux")
    hidden = ws.channel("others").id
    button = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
    block = {"type": "actions", "block_id": "row", "elements": [button]}
    posted = await client.chat_postMessage(channel=hidden, text="hidden", blocks=[block])
    spot = {"channel": hidden, "ts": posted["ts"]}
    told = len(ws.deliveries)
    assert (await do("say", channel=hidden, text="hello"))[0] == 409
    assert (await do("click", spot=spot, block="row", action="go"))[0] == 409
    assert (await do("react", channel=hidden, ts=posted["ts"], name="eyes"))[0] == 409
    assert (await do("delete", channel=hidden, ts=posted["ts"]))[0] == 409
    assert (await do("submit", view="V1", entered={}))[0] == 409
    assert (await do("fly", channel=hidden))[0] == 400
    assert (await do("say", channel=hidden))[0] == 400
    assert len(ws.deliveries) == told


async def test_two_buttons_of_one_name_are_told_apart_by_their_blocks(
    ws: Workspace, do: Do, client: AsyncWebClient, app: AsyncApp, over_socket: Connect
) -> None:
    pressed: list[str] = []

    @app.action("go")
    async def go(ack: Callable[[], Awaitable[None]], body: dict[str, Any]) -> None:
        await ack()
        pressed.append(body["actions"][0]["value"])

    await over_socket(app)
    button = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
    rows = [
        {"type": "actions", "block_id": name, "elements": [{**button, "value": name}]}
        for name in ("upper", "lower")
    ]
    sales = ws.channel("sales").id
    posted = await client.chat_postMessage(channel=sales, text="two", blocks=rows)
    spot = {"channel": sales, "ts": posted["ts"]}
    status, done = await do("click", spot=spot, block="lower", action="go")
    assert (status, done["acknowledged"], pressed) == (200, True, ["lower"])


async def test_trouble_is_ordered_for_the_next_calls(
    do: Do, ws: Workspace, client: AsyncWebClient
) -> None:
    await do("fail", kind="busy", times=1)
    with pytest.raises(SlackApiError) as refused:
        await client.auth_test()
    assert refused.value.response.status_code == 429
    assert (await client.auth_test())["ok"]
    await do("refuse", types=["divider"])
    with pytest.raises(SlackApiError, match="invalid_blocks"):
        await client.chat_postMessage(
            channel=ws.channel("sales").id, text="line", blocks=[{"type": "divider"}]
        )
