"""The workspace's HTTP side: Web API, sockets, response URLs, uploads."""

import asyncio
import json
import time

import aiohttp
from aiohttp import web

import bot.workspace.methods.handlers  # noqa: F401 - registers every handler
from bot.workspace.answering import take_answer
from bot.workspace.core import Call, Core
from bot.workspace.errors import SlackError
from bot.workspace.faults import Fault
from bot.workspace.methods.arguments import checked_arguments, raw_arguments
from bot.workspace.methods.finding import missing_scope
from bot.workspace.methods.registry import HANDLERS
from bot.workspace.methods.table import METHODS, Method
from bot.workspace.types import JSON

MOST_BYTES = 50_000_000


class Server:
    """Routes requests to the workspace and logs every call of the Web API."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self.app = web.Application(client_max_size=MOST_BYTES)
        self.app.add_routes(
            [
                web.route("*", "/api/{method}", self.api),
                web.get("/link/", core.sockets.connect),
                web.post("/{kind:commands|actions}/{number}/{secret}", self._response_url),
                web.post("/upload/v1/{ticket}", self._upload),
            ]
        )

    async def api(self, request: web.Request) -> web.Response:
        """One call of the Web API."""
        core, started = self._core, time.monotonic()
        name = request.match_info["method"]
        sent: JSON = {}
        fault = core.faults.take(name)
        if fault:
            await asyncio.sleep(fault.delay)
        try:
            sent, as_json = await raw_arguments(request)
            if fault and fault.spoils and not fault.applied:
                answer = {"ok": False, "error": fault.error or "internal_error"}
            else:
                answer = {"ok": True, **self._call(name, request, sent, as_json=as_json)}
        except SlackError as refused:
            answer = refused.to_json()
        spoiled = fault if fault and fault.spoils else None
        response = web.json_response(answer, headers=self._headers(name))
        if spoiled:
            response = _spoiled(request, spoiled)
        core.calls.append(
            Call(
                method=name,
                arguments=_shown(sent),
                status=response.status,
                answer=answer,
                at=core.clock.now(),
                seconds=time.monotonic() - started,
                spoiled=spoiled is not None,
            )
        )
        core.signal.changed()
        return response

    def _call(self, name: str, request: web.Request, sent: JSON, *, as_json: bool) -> JSON:
        method = METHODS.get(name)
        if method is None:
            raise SlackError("unknown_method", req_method=name)
        header = request.headers.get("Authorization", "")
        if method.token == "none":  # noqa: S105 (a kind of token)
            return HANDLERS[name](
                self._core, checked_arguments(method, {**sent, **_credentials(header)})
            )
        token = header.removeprefix("Bearer ").strip()
        if not token and not as_json:
            token = str(sent.get("token", ""))
        self._authorise(method, token)
        if sent.get("team_id", self._core.team_id) != self._core.team_id:
            raise SlackError("team_access_not_granted")
        if as_json and not method.reads_json:
            sent = dict(request.query)
        return HANDLERS[name](self._core, checked_arguments(method, sent))

    def _authorise(self, method: Method, token: str) -> None:
        core = self._core
        kinds = {core.secrets.bot_token: "bot", core.secrets.app_token: "app"}
        if not token:
            raise SlackError("not_authed")
        if token in core.ended:
            raise SlackError("account_inactive")
        if token not in kinds:
            raise SlackError("invalid_auth")
        if method.token not in ("any", kinds[token]):
            raise SlackError("not_allowed_token_type")
        if method.scopes and not core.app.scopes & set(method.scopes):
            raise missing_scope(core, ",".join(method.scopes))

    def _headers(self, name: str) -> dict[str, str]:
        headers = {"X-OAuth-Scopes": ",".join(sorted(self._core.app.scopes))}
        if name in METHODS:
            headers["X-Accepted-OAuth-Scopes"] = ",".join(METHODS[name].scopes)
        return headers

    async def _response_url(self, request: web.Request) -> web.Response:
        fault = self._core.faults.take("response_url")
        if fault:
            await asyncio.sleep(fault.delay)
        if fault is None or not fault.spoils:
            return await self._take_answer(request)
        if fault.applied:
            await self._take_answer(request)
        return _spoiled(request, fault)

    async def _take_answer(self, request: web.Request) -> web.Response:
        try:
            where = self._core.response_urls.use(request.path)
        except SlackError as refused:
            return web.json_response(refused.to_json(), status=404)
        try:
            body = json.loads(await request.text())
            take_answer(self._core, where, body if isinstance(body, dict) else {})
        except ValueError:
            return web.json_response(SlackError("invalid_payload").to_json(), status=400)
        except SlackError as refused:
            return web.json_response(refused.to_json(), status=400)
        return web.Response(text="ok")

    async def _upload(self, request: web.Request) -> web.Response:
        """Bytes as they are, or in one part of a form."""
        ticket = request.match_info["ticket"]
        file = next((one for one in self._core.files.values() if one.ticket == ticket), None)
        if file is None or file.content is not None:
            return web.Response(status=404, text="unknown or used upload URL")
        if request.content_type == "multipart/form-data":
            parts = (await request.post()).values()
            files = [part for part in parts if isinstance(part, web.FileField)]
            content = files[0].file.read() if files else b""
        else:
            content = await request.read()
        if len(content) != file.length:
            return web.Response(status=400, text="length differs from what was announced")
        file.content = content
        return web.Response(text=f"OK - {len(content)}")


def _spoiled(request: web.Request, fault: Fault) -> web.Response:
    """What the app gets instead of its answer."""
    if fault.drop and request.transport is not None:
        request.transport.abort()
    headers = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
    error = fault.error or ("ratelimited" if fault.status == 429 else "internal_error")
    return web.json_response({"ok": False, "error": error}, status=fault.status, headers=headers)


def _credentials(header: str) -> JSON:
    """The app's own, where they come as HTTP Basic."""
    if not header.startswith("Basic "):
        return {}
    given = aiohttp.BasicAuth.decode(header)
    return {"client_id": given.login, "client_secret": given.password}


def _shown(sent: JSON) -> JSON:
    secrets = {"token", "client_secret", "code"}
    return {name: value for name, value in sent.items() if name not in secrets}
