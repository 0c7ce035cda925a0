"""The Slack app: Bolt, its client, and every listener."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.conversation import Conversations, log_failure
from bot.identity import Callers
from bot.listeners import register
from bot.members import Members
from bot.pilote import Pilote
from bot.posting import retry_handlers, signing_in, web_client
from bot.settings import Settings


@dataclass(frozen=True)
class SlackApp:
    """The app as Bolt knows it, and what it is answering."""

    bolt: AsyncApp
    conversations: Conversations


class _App(AsyncApp):
    """Bolt that acknowledges even what makes Bolt itself stumble."""

    async def async_dispatch(self, req: AsyncBoltRequest) -> BoltResponse:
        try:
            return await super().async_dispatch(req)
        except Exception as error:
            log_failure("a request could not be read", error)
            return BoltResponse(status=200, body="")


async def build(settings: Settings, bot: Pilote) -> SlackApp:
    """The app, signed in.

    Raises SetupError (`missing_setting`, `slack_refused`, `slack_unreachable`).
    """
    client = web_client(settings)
    identity = await _sign_in(client)
    # Bolt warns of a token in the environment that it does not need, and writes whole requests
    # into the log.
    quiet = logging.getLogger("slack_bolt")
    quiet.setLevel(logging.ERROR)
    app = _App(
        logger=quiet,
        client=AsyncWebClient(base_url=client.base_url, retry_handlers=retry_handlers()),
        authorize=_authorize(identity),
        # Requests over HTTP are checked before Bolt sees them (bot.serve), sockets need none.
        request_verification_enabled=False,
        process_before_response=True,  # listeners decide when to acknowledge
        raise_error_for_unhandled_request=True,  # see listeners/unknown.py
    )
    team = identity.team_id or ""
    callers = Callers(bot, client, team)
    # Without a bot's id in the answer Bolt takes the user of a bot token for a person.
    bot_user = identity.bot_user_id or identity.user_id or ""
    members = Members(client, callers, bot_user)
    conversations = Conversations(bot, client, callers, members, bot_user, team)
    register(app, conversations)
    return SlackApp(app, conversations)


async def _sign_in(client: AsyncWebClient) -> AuthorizeResult:
    """Which bot in which workspace the token stands for."""
    with signing_in(client.base_url):
        answer = await client.auth_test()
    return AuthorizeResult.from_auth_test_response(
        bot_token=client.token, auth_test_response=answer
    )


def _authorize(identity: AuthorizeResult) -> Callable[[], Awaitable[AuthorizeResult]]:
    async def known() -> AuthorizeResult:
        return identity

    return known
