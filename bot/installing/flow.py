"""The way into a workspace: `/slack/install` leads to Slack, `/slack/oauth_redirect` comes back."""

import logging
from collections.abc import Awaitable, Callable
from html import escape
from typing import Protocol
from urllib.parse import urljoin

from aiohttp import web
from slack_bolt import BoltResponse
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncBoltRequest
from slack_bolt.oauth.async_callback_options import (
    AsyncCallbackOptions,
    AsyncFailureArgs,
    AsyncSuccessArgs,
)
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.web.async_client import AsyncWebClient

from bot.conversation import log_failure
from bot.installing.installations import Installations, NotTakenError
from bot.installing.states import States
from bot.manifest import scopes_of
from bot.posting import TIMEOUT, retry_handlers
from bot.settings import Settings
from prompts import known, language, say

log = logging.getLogger(__name__)

INSTALL, REDIRECT = "/slack/install", "/slack/oauth_redirect"
_PAGE = """<!doctype html>
<html lang="{locale}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Pilote</title>
<style>body{{font:1.1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1rem;
color-scheme:light dark}}</style></head>
<body><h1>{title}</h1><p>{text}</p></body></html>"""
_HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "Referrer-Policy": "no-referrer",  # the address holds the code
}

Installed = Callable[[], Awaitable[None]]


class _Way(Protocol):
    """One half of the way: a request in, the answer to the browser out."""

    async def __call__(self, request: AsyncBoltRequest) -> BoltResponse: ...


class Installing:
    """Bolt's OAuth flow over our stores; `installed` is told of each new installation."""

    def __init__(
        self, settings: Settings, store: Installations, states: States, installed: Installed
    ) -> None:
        secret = settings.slack_client_secret
        self._locale = known(settings.pilote_locale)
        self._installed = installed
        quiet = logging.getLogger("slack_bolt")
        quiet.setLevel(logging.ERROR)  # it writes codes into the log
        address = settings.slack_api_url.rstrip("/") + "/"
        client = AsyncWebClient(
            base_url=address, timeout=TIMEOUT, retry_handlers=retry_handlers(), logger=quiet
        )
        self._flow = AsyncOAuthFlow(
            client=client,
            logger=quiet,
            settings=AsyncOAuthSettings(
                client_id=settings.slack_client_id,
                client_secret=secret.get_secret_value() if secret else None,
                scopes=sorted(scopes_of(settings)),
                user_scopes=[],
                authorization_url=urljoin(address, "../oauth/v2/authorize"),
                install_page_rendering_enabled=False,
                callback_options=AsyncCallbackOptions(self._succeeded, self._failed),
                installation_store=store,
                state_store=states,
                logger=quiet,
            ),
        )

    def routes(self) -> list[web.RouteDef]:
        """Both halves."""
        return [
            web.get(INSTALL, self._answering(self._flow.handle_installation)),
            web.get(REDIRECT, self._answering(self._flow.handle_callback)),
        ]

    def _answering(self, way: _Way) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handle(request: web.Request) -> web.Response:
            try:
                answer = await way(await to_bolt_request(request))
            except Exception as error:
                log_failure("an installation failed", error)
                answer = self._page("failed", self._why("unexpected"), 500)
            return await to_aiohttp_response(answer)

        return handle

    async def _succeeded(self, given: AsyncSuccessArgs) -> BoltResponse:
        await self._installed()
        log.info("installed in workspace %s", given.installation.team_id)
        name = given.installation.team_name or given.installation.team_id or ""
        text = say(self._locale, "slack.install.done", team=name)
        answer = self._page("done", text, 200)
        answer.headers["set-cookie"] = [given.settings.state_utils.build_set_cookie_for_deletion()]
        return answer

    async def _failed(self, given: AsyncFailureArgs) -> BoltResponse:
        error = given.error
        reason = error.code if isinstance(error, NotTakenError) else given.reason
        log.warning("an installation was not made: %s", reason[:60].encode("unicode_escape"))
        status = 403 if isinstance(error, NotTakenError) else given.suggested_status_code
        return self._page("failed", self._why(reason), status)

    def _why(self, reason: str) -> str:
        known_reasons = language(self._locale)["slack"]["install"]["reasons"]
        code = reason if reason in known_reasons else "unexpected"
        return say(self._locale, f"slack.install.reasons.{code}")

    def _page(self, title: str, text: str, status: int) -> BoltResponse:
        head = say(self._locale, f"slack.install.titles.{title}")
        body = _PAGE.format(locale=self._locale, title=escape(head), text=escape(text))
        return BoltResponse(status=status, body=body, headers=dict(_HEADERS))
