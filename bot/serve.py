"""Serving Slack until told to stop: over Socket Mode, or signed HTTP."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier
from sqlalchemy import text

from bot.app import build
from bot.conversation import Conversations
from bot.crm.rounds import CrmRounds
from bot.desk.alerts import Alerts
from bot.desk.notices import Notices
from bot.desk.reminders import Reminders
from bot.digests.post import Postman
from bot.digests.reminders import Reminders as ForecastReminders
from bot.digests.ritual_rounds import RitualRounds
from bot.digests.round import Rounds
from bot.pilote import Pilote
from bot.posting import signing_in
from bot.schedule import waking
from bot.settings import Settings
from bot.turns import InTurn
from storage.errors import PiloteError, SetupError

log = logging.getLogger(__name__)

Handler = Callable[[web.Request], Awaitable[web.Response]]

THREADS = 32  # most wait for a model, few compute (bot.turns); fewer than connections of the store
LAST_ANSWERS = 10.0  # seconds for what is being answered when the bot is told to stop
HEALTH = 2.0  # seconds in which the database must answer


def serve(settings: Settings, bot: Pilote, *, http: bool) -> None:
    """Answers in Slack until SIGTERM or SIGINT; what is being answered is still sent.

    Raises SetupError (`missing_setting`, `slack_refused`, `slack_unreachable`, `port_taken`).
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    asyncio.run(_until_stopped(settings, bot, http=http))


async def _until_stopped(settings: Settings, bot: Pilote, *, http: bool) -> None:
    stop = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    async with serving(settings, bot, http=http):
        await stop.wait()
        log.info("stopping")


@asynccontextmanager
async def serving(settings: Settings, bot: Pilote, *, http: bool) -> AsyncIterator[int | None]:
    """The bot at work while inside; over HTTP the port on which it listens."""
    needed = "slack_signing_secret" if http else "slack_app_token"
    secret = getattr(settings, needed)
    if secret is None:
        raise SetupError("missing_setting", variable=needed.upper())
    # Claims are renewed in the same threads in which answers are computed: keep some free.
    asyncio.get_running_loop().set_default_executor(InTurn(THREADS))
    app = await build(settings, bot)
    if bot.seat is not None:  # seconds of loading that the first question need not wait for
        warming = asyncio.get_running_loop().run_in_executor(None, bot.seat.warm_up)
        warming.add_done_callback(lambda loaded: loaded.exception())
    if http:
        receiving = _receiving(app.bolt, bot, secret.get_secret_value(), settings.pilote_port)
    else:
        receiving = _connected(app.bolt, secret.get_secret_value(), settings.slack_api_url)
    async with receiving as port, _sending(bot, app.conversations):
        try:
            yield port
        finally:
            await app.conversations.finished(LAST_ANSWERS)


def _sending(bot: Pilote, conversations: Conversations) -> AbstractAsyncContextManager[None]:
    """What is sent unasked, for as long as the bot's clock tells the hour."""
    if not bot.clock.runs:
        return nullcontext()
    postman = Postman(bot, conversations.client, conversations.callers)
    all_rounds = (Rounds, RitualRounds, ForecastReminders, Notices, Reminders, Alerts, CrmRounds)
    return waking(*(rounds(bot, postman).round for rounds in all_rounds))


@asynccontextmanager
async def _connected(app: AsyncApp, token: str, url: str) -> AsyncIterator[None]:
    with signing_in(url):
        # Bolt's handler would try a wrong token again and again, without a word to the user.
        await app.client.apps_connections_open(app_token=token)
    handler = AsyncSocketModeHandler(app, token)
    try:
        await handler.connect_async()  # type: ignore[no-untyped-call]
        log.info("connected to Slack")
        yield
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


@asynccontextmanager
async def _receiving(
    app: AsyncApp, bot: Pilote, secret: str, port: int
) -> AsyncIterator[int | None]:
    server = web.Application()
    server.router.add_post("/slack/events", _slack_events(app, SignatureVerifier(secret)))
    server.router.add_get("/health", _health(bot))
    runner = web.AppRunner(server, access_log=None, shutdown_timeout=LAST_ANSWERS)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, "0.0.0.0", port).start()  # noqa: S104 (Slack is outside)
        except OSError as error:
            raise SetupError("port_taken", port=port) from error
        listening: int = runner.addresses[0][1]
        log.info("listening on port %s", listening)
        yield listening
    finally:
        await runner.cleanup()


def _slack_events(app: AsyncApp, verifier: SignatureVerifier) -> Handler:
    async def handle(request: web.Request) -> web.Response:
        body = await request.read()
        if not _is_genuine(verifier, body, request.headers):
            return web.Response(status=401)
        try:
            bolt_request = AsyncBoltRequest(
                body=body.decode(), query=request.query_string, headers=dict(request.headers)
            )
        except (ValueError, TypeError, AttributeError):
            log.warning("a signed request had an unreadable body")
            return web.Response()  # again would be no better
        return await to_aiohttp_response(await app.async_dispatch(bolt_request))

    return handle


def _is_genuine(verifier: SignatureVerifier, body: bytes, headers: Mapping[str, str]) -> bool:
    """Signed by Slack within the last five minutes."""
    try:
        return verifier.is_valid_request(body, headers)
    except (ValueError, TypeError):  # a timestamp that is no number, a signature not in ASCII
        return False


def _health(bot: Pilote) -> Handler:
    async def handle(_: web.Request) -> web.Response:
        try:
            async with asyncio.timeout(HEALTH):
                await asyncio.to_thread(_ask_database, bot)
        except Exception as error:
            log.warning("unhealthy: %s", type(error).__name__)
            return web.json_response({"status": "unavailable"}, status=503)
        return web.json_response({"status": "ok"})

    return handle


def _ask_database(bot: Pilote) -> None:
    if not bot.database.is_there():
        raise PiloteError("store_empty")
    with bot.database.reading() as connection:
        connection.execute(text("SELECT 1 FROM company"))
