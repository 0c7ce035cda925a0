"""The least that a Slack bot can be: Bolt over HTTP that says what it is told. Run as a process.

python -m bench.echo (SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET, SLACK_API_URL, PILOTE_PORT)
"""

import os
from typing import Any

from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient


def main() -> None:
    """Echoes until it is stopped."""
    token = os.environ["SLACK_BOT_TOKEN"]
    client = AsyncWebClient(token=token, base_url=os.environ["SLACK_API_URL"])
    app = AsyncApp(client=client, signing_secret=os.environ["SLACK_SIGNING_SECRET"])

    @app.event("message")
    async def echo(event: dict[str, Any]) -> None:
        await client.chat_postMessage(
            channel=event["channel"], thread_ts=event["ts"], text=event["text"]
        )

    server = app.web_app(path="/slack/events")
    server.router.add_get("/health", _well)
    web.run_app(server, port=int(os.environ["PILOTE_PORT"]), access_log=None, print=None)


async def _well(_: web.Request) -> web.Response:
    return web.Response()


if __name__ == "__main__":
    main()
