"""Slack's request signature, version 0."""

import hashlib
import hmac
import time


def signed_headers(secret: str, body: bytes, age: float = 0.0) -> dict[str, str]:
    """The two headers that prove a request comes from Slack.

    `age` is how many seconds ago the request claims to have been signed. The machine's own clock
    counts, not the workspace's: the app compares with its own.
    https://docs.slack.dev/authentication/verifying-requests-from-slack
    """
    timestamp = str(int(time.time() - age))
    base = b"v0:" + timestamp.encode() + b":" + body
    digest = hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}
