"""Changes as they happen: each open page is sent the parts that are new to it."""

import asyncio
import json
from contextlib import suppress

from aiohttp import web

from bot.workspace.model.people import User
from bot.workspace.page.about import About
from bot.workspace.page.seen import parts
from bot.workspace.workspace import Workspace

PAUSE = 0.04  # seconds between two looks: a stream of words is sent in a few pieces
AGAIN = 15.0  # seconds after which it looks without a change: what a status says runs out


class Live:
    """The open pages, each a WebSocket."""

    def __init__(self, workspace: Workspace, about: About) -> None:
        self._workspace = workspace
        self._about = about
        self._open: set[web.WebSocketResponse] = set()

    async def connect(self, request: web.Request) -> web.StreamResponse:
        """Serve one page until it is left; `as` says through whose eyes it looks."""
        user = self._workspace.user(request.query.get("as", ""))
        socket = web.WebSocketResponse(heartbeat=20.0)
        await socket.prepare(request)
        self._open.add(socket)
        feeding = asyncio.create_task(self._feed(socket, user))
        try:
            async for _ in socket:
                pass  # the page only listens here
        finally:
            feeding.cancel()
            with suppress(asyncio.CancelledError):
                await feeding
            self._open.discard(socket)
        return socket

    async def close(self, _: web.Application | None = None) -> None:
        """Let every page go."""
        for socket in list(self._open):
            await socket.close()

    async def _feed(self, socket: web.WebSocketResponse, user: User) -> None:
        sent: dict[str, str] = {}
        while not socket.closed:
            change = asyncio.create_task(self._workspace.core.signal.wait())
            await asyncio.sleep(0)  # it waits from here on: nothing is missed while sending
            now = {
                name: json.dumps(part, ensure_ascii=False)
                for name, part in parts(self._workspace, user, self._about).items()
            }
            fresh = {name: text for name, text in now.items() if sent.get(name) != text}
            gone = [name for name in sent if name not in now]
            if fresh or gone:
                pairs = ",".join(f"{json.dumps(name)}:{text}" for name, text in fresh.items())
                try:
                    await socket.send_str(f'{{"set":{{{pairs}}},"gone":{json.dumps(gone)}}}')
                except ConnectionError:
                    change.cancel()
                    return
            sent = now
            await asyncio.sleep(PAUSE)
            await asyncio.wait([change], timeout=AGAIN)
            change.cancel()
