"""Several workspaces behind one address, as in Slack itself: a token says which one is meant."""

from typing import Self

from aiohttp import web

from bot.workspace.driver.base import Base
from bot.workspace.web import Server


class OneSlack:
    """`async with OneSlack(acme, globex) as slack:` answers for them at `slack.api_url`.

    The workspaces are served already, and their app is one: it has the same secrets in each.
    """

    def __init__(self, *workspaces: Base) -> None:
        self._cores = [one.core for one in workspaces]
        self._servers = [Server(core) for core in self._cores]
        self._runner: web.AppRunner | None = None
        self.api_url = ""

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._api)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.api_url = f"http://{host}:{port}/api/"
        return self

    async def __aexit__(self, *failure: object) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _api(self, request: web.Request) -> web.Response:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        code = {**request.query, **(await request.post())}.get("code")
        for core, server in zip(self._cores, self._servers, strict=True):
            if token in {core.secrets.bot_token, *core.ended} or code in core.grants:
                return await server.api(request)
        return await self._servers[0].api(request)  # which knows neither
