"""The page's own server: its files, what is seen, what is done. On loopback only."""

import errno
import json
from importlib.resources import files
from pathlib import Path
from typing import Self

from aiohttp import web
from pydantic import ValidationError

from bot.workspace.errors import NotPossibleError
from bot.workspace.page.about import About
from bot.workspace.page.acts import ACT
from bot.workspace.page.guard import Guard
from bot.workspace.page.live import Live
from bot.workspace.workspace import Workspace
from storage.errors import SetupError

HOST = "127.0.0.1"
TRIED = 20  # ports, from the one asked for
_IMAGES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif"}


class Page:
    """`async with Page(workspace, about) as page:` serves it at `page.url`."""

    def __init__(self, workspace: Workspace, about: About, port: int = 8765) -> None:
        """`port` is the first one tried; 0 takes any."""
        self._workspace = workspace
        self._about = about
        self._port = port
        self._live = Live(workspace, about)
        self._runner: web.AppRunner | None = None
        self._assets = Path(str(files("bot.workspace.page") / "assets"))
        self.guard = Guard()

    @property
    def url(self) -> str:
        """The address to open, with the key in it."""
        return f"http://{HOST}:{self.guard.port}/?token={self.guard.token}"

    async def __aenter__(self) -> Self:
        app = web.Application(middlewares=[self.guard.middleware])
        app.add_routes(
            [
                web.get("/", self._index),
                web.get("/page/people", self._people),
                web.get("/page/live", self._connect),
                web.post("/page/do", self._do),
                web.get("/page/files/{id}", self._file),
                web.static("/assets", self._assets),
            ]
        )
        app.on_shutdown.append(self._live.close)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        await self._listen(self._runner)
        self.guard.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *failure: object) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _listen(self, runner: web.AppRunner) -> None:
        ports = range(self._port, self._port + TRIED) if self._port else range(1)
        for port in ports:
            try:
                await web.TCPSite(runner, HOST, port).start()
            except OSError as error:
                if error.errno != errno.EADDRINUSE or port == ports[-1]:
                    raise SetupError("port_taken", port=self._port) from error
            else:
                return

    async def _index(self, _: web.Request) -> web.StreamResponse:
        text = (self._assets / "index.html").read_text(encoding="utf-8")
        response = web.Response(text=text, content_type="text/html")
        self.guard.let_in(response)
        return response

    async def _people(self, _: web.Request) -> web.Response:
        """Whom one can act as, and who it is at first."""
        people = [one for one in self._workspace.core.users.values() if not one.is_bot]
        first = next((one for one in people if one.email == self._about.first), people[0])
        known = [{"id": one.id, "email": one.email, "locale": one.locale} for one in people]
        return web.json_response({"first": first.id, "people": known})

    async def _connect(self, request: web.Request) -> web.StreamResponse:
        try:
            return await self._live.connect(request)
        except NotPossibleError as error:
            return web.Response(status=404, text=str(error))

    async def _do(self, request: web.Request) -> web.Response:
        """One thing a person does; what Slack's client would not let them do is refused."""
        try:
            act = ACT.validate_python(json.loads(await request.text()))
        except (ValidationError, ValueError):
            return web.json_response({"ok": False, "error": "unreadable"}, status=400)
        try:
            done = await act.run(self._workspace, self._workspace.user(act.by))
        except NotPossibleError as error:
            return web.json_response({"ok": False, "error": str(error)}, status=409)
        finally:
            self._workspace.core.signal.changed()
        return web.json_response({"ok": True, **done})

    async def _file(self, request: web.Request) -> web.Response:
        file = self._workspace.core.files.get(request.match_info["id"])
        kind = _IMAGES.get(Path(file.name).suffix.lower()) if file else None
        if file is None or file.content is None:
            return web.Response(status=404)
        if kind is None:
            return web.Response(
                body=file.content,
                content_type="application/octet-stream",
                headers={"Content-Disposition": "attachment"},
            )
        return web.Response(body=file.content, content_type=kind)
