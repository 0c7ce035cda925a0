"""Signed HTTP requests to the app's request URL."""

import asyncio
import json
import time
from urllib.parse import urlencode

import aiohttp

from bot.workspace.delivery import Attempt, Delivery, Kind
from bot.workspace.outward.signing import signed_headers
from bot.workspace.types import JSON

AGENT = "Slackbot 1.0 (+https://api.slack.com/robots)"


def encoded(kind: Kind, payload: JSON) -> tuple[bytes, str]:
    """The body and its content type, as Slack sends each kind."""
    if kind == "events_api":
        return json.dumps(payload).encode(), "application/json"
    form = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return urlencode(form).encode(), "application/x-www-form-urlencoded"


class HttpPosts:
    """Posts deliveries to one URL; `url` may be set after the app has started."""

    def __init__(self, secret: str, timeout: float) -> None:
        self.url: str | None = None
        self._secret = secret
        self._timeout = timeout
        self._session: aiohttp.ClientSession | None = None

    async def post(self, delivery: Delivery, number: int, reason: str | None) -> Attempt:
        """One attempt; `number` 0 is the first, `reason` says why it is tried again."""
        body, content_type = encoded(delivery.kind, delivery.payload)
        headers = {"Content-Type": content_type, **signed_headers(self._secret, body)}
        if number:
            headers |= {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": reason or ""}
        return await self.send(body, headers, number)

    async def send(self, body: bytes, headers: dict[str, str], number: int = 0) -> Attempt:
        """Post these bytes as they are, and say what came of it."""
        if self.url is None:
            return Attempt(number, 0.0, error="connection_failed")
        if self._session is None:
            self._session = aiohttp.ClientSession(headers={"User-Agent": AGENT, "Accept": "*/*"})
        started = time.monotonic()
        try:
            async with (
                asyncio.timeout(self._timeout),
                self._session.post(
                    self.url, data=body, headers=headers, allow_redirects=False
                ) as response,
            ):
                text = await response.text()
        except TimeoutError:
            return Attempt(number, time.monotonic() - started, error="http_timeout")
        except aiohttp.ClientError:
            return Attempt(number, time.monotonic() - started, error="connection_failed")
        good = 200 <= response.status < 300
        return Attempt(
            number,
            time.monotonic() - started,
            status=response.status,
            body=_read(text),
            error=None if good else "http_error",
            no_retry=response.headers.get("X-Slack-No-Retry") == "1",
        )

    async def close(self) -> None:
        """Let the connections go."""
        if self._session is not None:
            await self._session.close()


def _read(text: str) -> JSON | str | None:
    if not text.strip():
        return None
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return value if isinstance(value, dict) else text
