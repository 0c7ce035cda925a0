"""One change to the CRM's side: a signed JSON POST."""

import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from datetime import timedelta

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout

from bot.crm.address import WriteBack
from bot.crm.outbox import PAUSES, Letter, State

SECONDS = 15
# What may be better a little later: it timed out, came too early, or was too much.
_LATER = {408, 425, 429}
_LONGEST = timedelta(hours=6)  # that the other side may ask to wait


@dataclass(frozen=True)
class Outcome:
    """What came of an attempt: `reason` is a status (`422`) or `unreachable`."""

    state: State
    reason: str | None = None
    pause: timedelta | None = None


async def send(to: WriteBack, letter: Letter) -> Outcome:
    """Sends it. Any 2xx is taken for done; nothing is redirected."""
    body = json.dumps(letter.body, ensure_ascii=False, separators=(",", ":")).encode()
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "Idempotency-Key": letter.key,
        "Pilote-Signature": signature(to.secret.get_secret_value(), body, int(time.time())),
        "User-Agent": "Pilote",
    }
    try:
        async with (
            ClientSession(timeout=ClientTimeout(total=SECONDS)) as session,
            session.post(to.url, data=body, headers=headers, allow_redirects=False) as response,
        ):
            return _outcome(letter, response)
    except (ClientError, TimeoutError, OSError):
        return _later(letter, "unreachable", None)


def signature(secret: str, body: bytes, at: int) -> str:
    """`t=<seconds since 1970>,v1=<hex>`: HMAC-SHA256 of `<t>.<body>` under the secret."""
    signed = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={signed}"


def _outcome(letter: Letter, response: ClientResponse) -> Outcome:
    status = response.status
    if 200 <= status < 300:
        return Outcome("sent")
    if status in _LATER or status >= 500:
        return _later(letter, str(status), response.headers.get("Retry-After"))
    return Outcome("failed", str(status))


def _later(letter: Letter, reason: str, asked: str | None) -> Outcome:
    if letter.attempts > len(PAUSES):
        return Outcome("failed", reason)
    pause = PAUSES[letter.attempts - 1]
    if asked is not None and asked.isdigit():
        pause = max(pause, min(timedelta(seconds=int(asked)), _LONGEST))
    return Outcome("waiting", reason, pause)
