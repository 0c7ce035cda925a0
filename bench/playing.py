"""Slack and a model for measurements of load: as little of either as a bot's answers need, so that
the measuring side costs next to nothing (tests use the strict `bot/workspace`)."""

import asyncio
import hashlib
import hmac
import json
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from aiohttp import ClientSession, TraceConfig, web

SECRET = "a signing secret"  # noqa: S105 (of nobody)
TEAM, BOT = "T0LOAD", "U0BOT"


@dataclass
class Playing:
    """What was posted, at which moments, by the thread it answers; `seconds` the model takes.

    `said` was posted last, so many `calls` came in, and so many times the model has `thought`.
    """

    emails: dict[str, str]
    seconds: float
    posted: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    said: str = ""
    thought: int = 0
    calls: int = 0
    url: str = ""

    async def method(self, request: web.Request) -> web.Response:
        """One call of the Web API."""
        self.calls += 1
        name, form = request.match_info["method"], {**request.query, **await request.post()}
        if name == "auth.test":
            return _ok(team_id=TEAM, user_id=BOT, bot_id="B0BOT", url="https://load.example/")
        if name == "users.info":
            email = self.emails[str(form["user"])]
            return _ok(user={"id": form["user"], "team_id": TEAM, "profile": {"email": email}})
        if name == "chat.postMessage":
            given = form or await request.json()
            self.posted[str(given["thread_ts"])].append(time.perf_counter())
            self.said = str(given["text"])
            return _ok(channel=given["channel"], ts=f"{time.time():.6f}")
        return _ok()

    async def complete(self, _: web.Request) -> web.Response:
        """The model: thinks for a while and wants one figure."""
        self.thought += 1
        await asyncio.sleep(self.seconds)
        function = {"name": "kpi", "arguments": json.dumps({"kpi": "bookings"})}
        call = {"id": "c", "type": "function", "function": function}
        message = {"role": "assistant", "content": None, "tool_calls": [call]}
        choice = {"index": 0, "message": message, "finish_reason": "tool_calls"}
        about = {"id": "x", "object": "chat.completion", "created": 0, "model": "load"}
        return web.json_response({**about, "choices": [choice]})


def _ok(**facts: Any) -> web.Response:  # noqa: ANN401 (whatever Slack answers)
    return web.json_response({"ok": True, **facts})


@asynccontextmanager
async def playing(emails: dict[str, str], seconds: float) -> AsyncIterator[Playing]:
    """Both on one port of loopback, while inside."""
    both = Playing(emails, seconds)
    server = web.Application()
    server.router.add_route("*", "/api/{method}", both.method)
    server.router.add_post("/v1/chat/completions", both.complete)
    runner = web.AppRunner(server, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    both.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield both
    finally:
        await runner.cleanup()


@dataclass
class Sent:
    """One message on its way: the moment when it went out, and the one when it was acknowledged."""

    at: float = 0.0
    acknowledged: float = 0.0


def noting() -> TraceConfig:
    """For a session that sends messages: what connecting costs the sender is not the bot's."""

    async def sent(_: ClientSession, context: SimpleNamespace, __: object) -> None:
        context.trace_request_ctx.at = time.perf_counter()

    trace = TraceConfig()
    trace.on_request_headers_sent.append(sent)
    return trace


async def send(session: ClientSession, url: str, user: str, stamp: str, text: str) -> Sent:
    """Sends a direct message. Raises where it was not acknowledged."""
    event = {"type": "message", "channel_type": "im", "channel": f"D{user[1:]}", "user": user}
    event |= {"ts": stamp, "text": text}
    outer = {"type": "event_callback", "team_id": TEAM, "event_id": f"Ev{stamp}", "event": event}
    body, now = json.dumps(outer), str(int(time.time()))
    signed = hmac.new(SECRET.encode(), f"v0:{now}:{body}".encode(), hashlib.sha256).hexdigest()
    headers = {"Content-Type": "application/json", "X-Slack-Request-Timestamp": now}
    headers["X-Slack-Signature"] = f"v0={signed}"
    sent = Sent()
    async with session.post(url, data=body, headers=headers, trace_request_ctx=sent) as answer:
        answer.raise_for_status()
    sent.acknowledged = time.perf_counter()
    return sent
