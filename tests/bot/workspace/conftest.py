"""One workspace of Vela Software, and real Bolt apps that connect to it both ways."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import pytest
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import Workspace

Connect = Callable[[AsyncApp], Awaitable[None]]


@pytest.fixture
def ack_seconds() -> float:
    """How long the app has to answer: Slack's three seconds, unless a test parametrises it."""
    return 3.0


@pytest.fixture
async def ws(ack_seconds: float) -> AsyncIterator[Workspace]:
    """Camille and Farid in #sales with the app; retries come fast."""
    async with Workspace(ack_seconds=ack_seconds, retry_delays=(0.0, 0.05, 0.1)) as workspace:
        workspace.add_user("Camille Roux", "camille@vela.example", locale="fr-FR")
        workspace.add_user("Farid Haddad", "farid@vela.example", tz="Europe/London")
        workspace.add_channel("sales", "Camille Roux", "Farid Haddad")
        yield workspace


@pytest.fixture
def client(ws: Workspace) -> AsyncWebClient:
    """Slack's own client, without retries of its own."""
    return AsyncWebClient(
        token=ws.environment["SLACK_BOT_TOKEN"], base_url=ws.api_url, retry_handlers=[]
    )


@pytest.fixture
def app(ws: Workspace, client: AsyncWebClient) -> AsyncApp:
    """A Bolt app with no listeners yet."""
    return AsyncApp(signing_secret=ws.environment["SLACK_SIGNING_SECRET"], client=client)


@pytest.fixture
async def over_socket(ws: Workspace) -> AsyncIterator[Connect]:
    """Connect an app by Socket Mode."""
    async with AsyncExitStack() as stack:

        async def connect(app: AsyncApp) -> None:
            handler = AsyncSocketModeHandler(
                app, ws.environment["SLACK_APP_TOKEN"], ping_interval=0.2
            )
            before = len(ws.core.sockets)
            await handler.connect_async()  # type: ignore[no-untyped-call]
            stack.push_async_callback(handler.close_async)
            await ws.connected(before + 1)

        yield connect


@pytest.fixture
async def over_http(ws: Workspace) -> AsyncIterator[Connect]:
    """Serve an app on a port of its own and make it the request URL."""
    async with AsyncExitStack() as stack:

        async def connect(app: AsyncApp) -> None:
            runner = web.AppRunner(app.web_app("/slack/events"), shutdown_timeout=0.1)
            await runner.setup()
            stack.push_async_callback(runner.cleanup)
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            host, port = runner.addresses[0][:2]
            ws.request_url = f"http://{host}:{port}/slack/events"

        yield connect


@pytest.fixture(params=["over_socket", "over_http"])
def connect(request: pytest.FixtureRequest) -> Connect:
    """Both ways, one after the other."""
    found: Connect = request.getfixturevalue(request.param)
    return found
