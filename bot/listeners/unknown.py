"""Everything else: acknowledged, so that Slack does not send it again and again."""

import logging

from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp
from slack_bolt.error import BoltUnhandledRequestError

from bot.conversation import Conversations, log_failure

log = logging.getLogger(__name__)


def register(app: AsyncApp, _: Conversations) -> None:
    """Bolt brings here what no listener took, and what failed on the way to one."""

    @app.error
    async def on_error(error: Exception) -> BoltResponse:
        if isinstance(error, BoltUnhandledRequestError):
            log.debug("nothing listens to this request")
        else:
            log_failure("a request could not be handled", error)
        return BoltResponse(status=200, body="")
