"""Receiving what Slack sends over HTTP: signed requests, and the question whether all is well."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager

from aiohttp import web
from slack_bolt import BoltResponse
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.async_app import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier
from sqlalchemy import text

from bot.pilote import Pilote
from storage.errors import PiloteError, SetupError

log = logging.getLogger(__name__)

Handler = Callable[[web.Request], Awaitable[web.Response]]
Dispatch = Callable[[AsyncBoltRequest], Awaitable[BoltResponse]]

LAST_ANSWERS = 10.0  # seconds for what is being answered when the bot is told to stop
WAITING = 1_024  # connections
HEALTH = 2.0  # seconds in which the database must answer


@asynccontextmanager
async def receiving(
    dispatch: Dispatch,
    bot: Pilote,
    secret: str,
    at: int,
    more: Sequence[web.RouteDef] = (),
    *,
    shared: bool = False,
) -> AsyncIterator[int | None]:
    """Signed requests to a port are dispatched while inside; `more` is what else is answered. A
    port that is `shared` is other processes', too.

    Raises SetupError `port_taken`.
    """
    server = web.Application()
    server.router.add_post("/slack/events", _slack_events(dispatch, SignatureVerifier(secret)))
    server.router.add_get("/health", _health(bot))
    server.router.add_routes(more)
    runner = web.AppRunner(server, access_log=None, shutdown_timeout=LAST_ANSWERS)
    await runner.setup()
    try:
        try:
            await web.TCPSite(
                runner,
                "0.0.0.0",  # noqa: S104 (Slack is outside)
                at,
                backlog=WAITING,
                reuse_port=shared or None,
            ).start()
        except OSError as error:
            raise SetupError("port_taken", port=at) from error
        listening: int = runner.addresses[0][1]
        log.info("listening on port %s", listening)
        yield listening
    finally:
        await runner.cleanup()


def _slack_events(dispatch: Dispatch, verifier: SignatureVerifier) -> Handler:
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
        return await to_aiohttp_response(await dispatch(bolt_request))

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
