"""Serving Slack until told to stop: over Socket Mode, or signed HTTP."""

import asyncio
import gc
import logging
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp

from bot.ahead import working_ahead
from bot.app import build
from bot.pilote import Pilote
from bot.posting import keeping_connections, signing_in
from bot.receiving import LAST_ANSWERS, receiving
from bot.settings import Settings
from bot.turns import InTurn
from bot.unasked import sending
from storage.errors import SetupError

log = logging.getLogger(__name__)

THREADS = 600  # most wait for a model, few compute (bot.turns); made when they are needed
# Objects between two looks for those that nobody can reach any more, and looks between two that
# look at older ones, too. With Python's own (700, 10, 10) a fifth of the time went into looking at
# what hundreds of waiting questions still need.
COLLECTED_EVERY = (50_000, 20, 20)
LAST_ACK = 0.1  # seconds for acknowledging what has just been answered


def serve(settings: Settings, bot: Pilote, *, http: bool, shared: bool = False) -> None:
    """Answers in Slack until SIGTERM or SIGINT; what is being answered is still sent. `shared`: the
    port is other processes', too.

    Raises SetupError (`missing_setting`, `slack_refused`, `slack_unreachable`, `port_taken`).
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    asyncio.run(_until_stopped(settings, bot, http=http, shared=shared))


async def _until_stopped(settings: Settings, bot: Pilote, *, http: bool, shared: bool) -> None:
    stop = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    async with serving(settings, bot, http=http, shared=shared):
        await stop.wait()
        log.info("stopping")


@asynccontextmanager
async def serving(
    settings: Settings, bot: Pilote, *, http: bool, shared: bool = False
) -> AsyncIterator[int | None]:
    """The bot at work while inside; over HTTP the port on which it listens."""
    needed = "slack_signing_secret" if http else "slack_app_token"
    secret = getattr(settings, needed)
    if secret is None:
        raise SetupError("missing_setting", variable=needed.upper())
    asyncio.get_running_loop().set_default_executor(InTurn(THREADS))
    gc.set_threshold(*COLLECTED_EVERY)
    if settings.slack_client_id is not None:
        from bot.installing.several import serving_several  # noqa: PLC0415 (only where asked for)

        working = serving_several(settings, bot, http=http, shared=shared)
    else:
        working = _serving_one(settings, bot, secret.get_secret_value(), http=http, shared=shared)
    async with working as port:
        if bot.seat is not None:  # seconds of loading that the first question need not wait for
            warming = asyncio.get_running_loop().run_in_executor(None, bot.seat.warm_up)
            warming.add_done_callback(lambda loaded: loaded.exception())
        yield port


@asynccontextmanager
async def _serving_one(
    settings: Settings, bot: Pilote, secret: str, *, http: bool, shared: bool
) -> AsyncIterator[int | None]:
    """The workspace whose token is set."""
    app = await build(settings, bot)
    if http:
        way = receiving(app.bolt.async_dispatch, bot, secret, settings.pilote_port, shared=shared)
    else:
        way = _connected(app.bolt, secret, settings.slack_api_url)
    conversations = app.conversations
    connected = keeping_connections(conversations.client)
    async with connected, way as port, sending(bot, conversations):
        with working_ahead(bot):
            try:
                yield port
            finally:
                await conversations.finished(LAST_ANSWERS)
                await asyncio.sleep(LAST_ACK)


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
