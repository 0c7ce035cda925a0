"""Socket Mode: WebSocket connections of the app, envelopes down them and acknowledgements back."""

import asyncio
import itertools
import json
import time
import uuid
from typing import Literal

from aiohttp import WSMsgType, web

from bot.workspace.delivery import Attempt, Delivery
from bot.workspace.ids import secret
from bot.workspace.signal import Signal
from bot.workspace.types import JSON

MOST_CONNECTIONS = 10
Reason = Literal["warning", "refresh_requested", "link_disabled"]


class Sockets:
    """The open connections; each envelope goes down one of them, in turn."""

    def __init__(self, app_id: str, timeout: float, signal: Signal) -> None:
        self._app_id = app_id
        self._timeout = timeout
        self._signal = signal
        self._tickets: set[str] = set()
        self._open: dict[web.WebSocketResponse, web.Request] = {}
        self._turn = itertools.count()
        self._waiting: dict[str, asyncio.Future[JSON | None]] = {}

    def __len__(self) -> int:
        return len(self._open)

    def ticket(self) -> str:
        """A ticket for one connection."""
        self._tickets.add(ticket := secret())
        return ticket

    async def connect(self, request: web.Request) -> web.StreamResponse:
        """Serve one connection until it closes; each ticket opens one."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=403, text="invalid ticket")
        self._tickets.remove(ticket)
        socket = web.WebSocketResponse(heartbeat=10.0)
        await socket.prepare(request)
        if len(self._open) >= MOST_CONNECTIONS:
            await socket.send_json(self._goodbye("too_many_websockets"))
            await socket.close()
            return socket
        await socket.send_json(self._hello())
        self._open[socket] = request
        self._signal.changed()
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._acknowledge(json.loads(message.data))
        finally:
            self._leave(socket)
        return socket

    async def post(self, delivery: Delivery, number: int, reason: str | None) -> Attempt:
        """One attempt; where the app is not connected, it has the usual time to come back."""
        started = time.monotonic()
        envelope_id = str(uuid.uuid4())
        envelope: JSON = {
            "envelope_id": envelope_id,
            "type": delivery.kind,
            "accepts_response_payload": delivery.kind != "events_api",
            "payload": delivery.payload,
        }
        if delivery.kind == "events_api":
            envelope |= {"retry_attempt": number, "retry_reason": reason or ""}
        answer: asyncio.Future[JSON | None] = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id] = answer
        error = "connection_failed"
        try:
            async with asyncio.timeout(self._timeout):
                while not self._open:
                    await self._signal.wait()
                error = "timeout"
                await list(self._open)[next(self._turn) % len(self._open)].send_json(envelope)
                body = await answer
        except TimeoutError:
            return Attempt(number, time.monotonic() - started, error=error)
        except ConnectionError:
            return Attempt(number, time.monotonic() - started, error="connection_failed")
        finally:
            del self._waiting[envelope_id]
        return Attempt(number, time.monotonic() - started, status=200, body=body)

    async def refresh(self, reason: Reason) -> None:
        """Ask every connection to come back, and close it, as Slack does every few hours."""
        for socket in list(self._open):
            self._leave(socket)
            await socket.send_json(self._goodbye(reason))
            if reason != "warning":
                await socket.close()

    async def close(self) -> None:
        """Close every connection properly: the workspace shuts down."""
        for socket in list(self._open):
            await socket.close()

    def drop(self) -> None:
        """Cut every connection without a word."""
        for socket, request in list(self._open.items()):
            self._leave(socket)
            if request.transport is not None:
                request.transport.abort()

    def _acknowledge(self, message: JSON) -> None:
        answer = self._waiting.get(str(message.get("envelope_id")))
        if answer is not None and not answer.done():
            answer.set_result(message.get("payload"))

    def _leave(self, socket: web.WebSocketResponse) -> None:
        if self._open.pop(socket, None) is not None:
            self._signal.changed()

    def _hello(self) -> JSON:
        return {
            "type": "hello",
            "num_connections": len(self._open) + 1,
            "connection_info": {"app_id": self._app_id},
            "debug_info": {"host": "workspace", "approximate_connection_time": 18060},
        }

    def _goodbye(self, reason: str) -> JSON:
        return {"type": "disconnect", "reason": reason, "debug_info": {"host": "workspace"}}
