"""An OpenAI-compatible endpoint on loopback that says what a test has it say.

It holds every request to OpenAI's own description of its API where that is at hand, and keeps
them all. Each request takes the next reply of the script; one request too many gets a 500.
"""

import asyncio
import json
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.bot.agent.described import faults_of

Request = dict[str, Any]
Script = Callable[[web.Request, Request], "web.StreamResponse | Any"]


@dataclass(frozen=True)
class Tool:
    """One tool call of a reply; `arguments` as text are sent as they are."""

    name: str
    arguments: dict[str, Any] | str


@dataclass
class Endpoint:
    """A server in a thread of its own. `script`: replies in order, or one reply for ever."""

    script: list[Any] = field(default_factory=list)
    forever: Any = None
    requests: list[Request] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    models: Any = ("test-model",)
    url: str = ""

    def start(self) -> None:
        started = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, args=(started,), daemon=True)
        self._thread.start()
        assert started.wait(10)

    def stop(self) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def says(self, *replies: Any) -> None:
        self.script += replies

    @property
    def last(self) -> Request:
        return self.requests[-1]

    @property
    def told(self) -> list[str]:
        """What the tools told the model in the last request."""
        return [one["content"] for one in self.last["messages"] if one["role"] == "tool"]

    def _run(self, started: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())
        started.set()
        self._loop.run_forever()

    async def _end(self) -> None:
        await self._runner.cleanup()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _serve(self) -> None:
        app = web.Application()
        app.router.add_post("/v1/chat/completions", self._complete)
        app.router.add_get("/v1/models", self._models)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/v1"

    async def _models(self, _: web.Request) -> web.StreamResponse:
        if isinstance(self.models, int):
            return web.json_response({"error": {"message": "no"}}, status=self.models)
        data = [
            {"id": name, "object": "model", "created": 0, "owned_by": "t"} for name in self.models
        ]
        return web.json_response({"object": "list", "data": data})

    async def _complete(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        data = json.loads(body)
        self.requests.append(data)
        self.sizes.append(len(body))
        self.keys.append(request.headers.get("authorization", ""))
        self.faults += faults_of("CreateChatCompletionRequest", data)
        reply = self.script.pop(0) if self.script else self.forever
        if reply is None:
            return web.json_response({"error": {"message": "out of script"}}, status=500)
        if callable(reply):
            made = reply(request, data)
            reply = await made if asyncio.iscoroutine(made) else made
        if isinstance(reply, web.StreamResponse):
            return reply
        return web.json_response(completion(reply))


def completion(reply: Any) -> dict[str, Any]:
    """A chat completion that says a text, or calls one tool or several."""
    message: dict[str, Any] = {"role": "assistant", "content": None, "refusal": None}
    if isinstance(reply, str):
        message["content"] = reply
    elif isinstance(reply, dict):
        message |= reply
    else:
        tools = [reply] if isinstance(reply, Tool) else list(reply)
        message["tool_calls"] = [_call(place, tool) for place, tool in enumerate(tools)]
    reason = "tool_calls" if message.get("tool_calls") else "stop"
    choice = {"index": 0, "message": message, "finish_reason": reason, "logprobs": None}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    about = {"id": "c1", "object": "chat.completion", "created": 0, "model": "test-model"}
    return {**about, "choices": [choice], "usage": usage}


def _call(place: int, tool: Tool) -> dict[str, Any]:
    text = tool.arguments if isinstance(tool.arguments, str) else json.dumps(tool.arguments)
    function = {"name": tool.name, "arguments": text}
    return {"id": f"call_{place}", "type": "function", "function": function}


def status(code: int, **headers: str) -> Script:
    """A refusal of the endpoint's."""

    def reply(*_: Any) -> web.StreamResponse:
        error = {"error": {"message": "secret detail of the endpoint", "type": "x"}}
        return web.json_response(error, status=code, headers=headers)

    return reply


def body(text: str, kind: str = "application/json") -> Script:
    """Any other body with status 200."""
    return lambda *_: web.Response(text=text, content_type=kind)


def slow(seconds: float, *, dripping: bool = False) -> Script:
    """Silence, or now and then a blank, for so long."""

    async def reply(request: web.Request, _: Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"content-type": "application/json"})
        if dripping:
            await response.prepare(request)
        for _ in range(int(seconds * 10)):
            await asyncio.sleep(0.1)
            if dripping:
                with suppress(ConnectionError):  # nobody listens any more
                    await response.write(b" ")
        return response if dripping else web.Response(text="late")

    return reply


def cut(after: int = 40) -> Script:
    """A reply that breaks off in the middle."""

    async def reply(request: web.Request, _: Request) -> web.StreamResponse:
        text = json.dumps(completion("Never heard to the end.")).encode()
        headers = {"content-type": "application/json", "content-length": str(len(text))}
        response = web.StreamResponse(headers=headers)
        await response.prepare(request)
        await response.write(text[:after])
        assert request.transport is not None
        request.transport.close()
        return response

    return reply
