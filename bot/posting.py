"""Sending to Slack: tried again when it fails, in plain text when its blocks are refused."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from typing import Any

from aiohttp import ClientConnectionError, ClientError, ClientSession, ClientTimeout
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.http_retry.builtin_interval_calculators import BackoffRetryIntervalCalculator
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.saying.aloud import plainly
from bot.settings import Settings
from storage.errors import SetupError

log = logging.getLogger(__name__)

RETRIES = 4
TIMEOUT = 15  # seconds for one call
_NOT_FOUND = 404
_PATIENCE = BackoffRetryIntervalCalculator(backoff_factor=0.25)
_REFUSED = ("invalid_blocks", "msg_blocks_too_long")  # also invalid_blocks_format
# Refusals that Slack itself calls temporary; they come with status 200.
TEMPORARY = {"fatal_error", "internal_error", "ratelimited", "request_timeout"} | {
    "service_unavailable",
    "team_added_to_org",
}

Block = dict[str, Any]


@dataclass(frozen=True)
class Message:
    """What is sent: `text` (already escaped) says all of it, `blocks` show it better, `spoken` is
    what a notification says of it.

    `plainer` are the blocks for where `blocks` are refused: Slack rolls its newest ones out
    slowly. Where these are refused too, the text goes alone. `for_all` is what everybody in the
    channel may read; without it an answer in a channel is for the asker's eyes. `locale` is that of
    the numbers in its charts. `key` names for good what it answers; `unclear`: it may have been
    sent already, by a process that died over it.
    """

    text: str
    blocks: Sequence[Block] = ()
    plainer: Sequence[Block] = ()
    for_all: bool = False
    locale: str = "en"
    spoken: str = ""
    key: str = ""
    unclear: bool = False

    @property
    def fallback(self) -> str:
        """What goes with the blocks, for notifications and screen readers; alone, all of it."""
        if not self.blocks:
            return self.text
        return self.spoken or plainly(self.text)


class _TroubleRetryHandler(AsyncServerErrorRetryHandler):
    """Slack's own handler knows 500 and 503 only."""

    async def _can_retry_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        if response is None:
            return False
        refusal = response.body.get("error") if isinstance(response.body, dict) else None
        return response.status_code >= 500 or refusal in TEMPORARY


def retry_handlers() -> list[AsyncRetryHandler]:
    """Trouble that passes is waited out: rate limits, server errors, lost connections."""
    lost: list[type[Exception]] = [ClientConnectionError, asyncio.TimeoutError]
    return [
        AsyncRateLimitErrorRetryHandler(RETRIES),
        _TroubleRetryHandler(RETRIES, _PATIENCE),
        AsyncConnectionErrorRetryHandler(RETRIES, _PATIENCE, lost),
    ]


def web_client(settings: Settings) -> AsyncWebClient:
    """The client of Slack's Web API. Raises SetupError `missing_setting` without a token."""
    if settings.slack_bot_token is None:
        raise SetupError("missing_setting", variable="SLACK_BOT_TOKEN")
    # Without a level of its own the SDK words every call for a debug log that nobody reads.
    quiet = logging.getLogger("slack_sdk")
    quiet.setLevel(logging.INFO)
    return AsyncWebClient(
        token=settings.slack_bot_token.get_secret_value(),
        base_url=settings.slack_api_url.rstrip("/") + "/",
        timeout=TIMEOUT,
        logger=quiet,
        retry_handlers=retry_handlers(),
    )


@asynccontextmanager
async def keeping_connections(client: AsyncWebClient) -> AsyncIterator[None]:
    """Inside, calls share connections; the SDK by itself makes a new one for each call."""
    async with ClientSession(timeout=ClientTimeout(TIMEOUT)) as session:
        client.session = session
        try:
            yield
        finally:
            client.session = None


def refuses_blocks(refusal: SlackApiError) -> bool:
    """Whether Slack takes the text but not the blocks: those it does not know yet."""
    return any(code in str(refusal.response) for code in _REFUSED)


def refusal_of(error: Exception) -> str:
    """Slack's code for what it refused; empty where no Slack answered."""
    if not isinstance(error, SlackApiError):
        return ""
    answer = getattr(error.response, "data", error.response)
    return str(answer.get("error", "")) if isinstance(answer, dict) else ""


def is_no_method(error: SlackApiError) -> bool:
    """Whether the server does not know the method: one that speaks only a part of Slack's API."""
    status = getattr(error.response, "status_code", 0)
    return refusal_of(error) == "unknown_method" or (status == _NOT_FOUND and not refusal_of(error))


def is_unclear(error: Exception) -> bool:
    """Whether what was asked for may have been done all the same."""
    if not isinstance(error, SlackApiError):
        return True
    status = getattr(error.response, "status_code", 0)
    return status >= 500 or refusal_of(error) in TEMPORARY - {"ratelimited"}


@contextmanager
def signing_in(url: str) -> Iterator[None]:
    """Names what keeps the bot from starting: SetupError `slack_refused`, `slack_unreachable`."""
    try:
        yield
    except (SlackApiError, ClientError, TimeoutError) as error:
        reason = refusal_of(error)
        if reason:
            raise SetupError("slack_refused", reason=reason) from error
        raise SetupError("slack_unreachable", url=url) from error


async def charts_as_picture(
    client: AsyncWebClient, refused: Message, channel: str, thread_ts: str | None = None
) -> None:
    """What a message would have drawn, where its blocks were refused."""
    from bot.pictures.charts import charts_in  # noqa: PLC0415 (seldom needed)

    charts = charts_in(refused.blocks, refused.locale)
    if charts:
        from bot.pictures.sending import send_picture  # noqa: PLC0415 (draws: half a second)

        await send_picture(client, charts, channel, thread_ts)


async def put_in_place(
    client: AsyncWebClient, message: Message, channel: str, ts: str, thread_ts: str
) -> None:
    """Change a message of the bot's own into this one; charts that are refused follow as a picture
    in its thread."""

    async def send(message: Message) -> None:
        await client.chat_update(
            channel=channel, ts=ts, text=message.fallback, blocks=list(message.blocks)
        )

    if not await _send(send, message):
        await charts_as_picture(client, message, channel, thread_ts)


async def post_privately(
    client: AsyncWebClient, message: Message, channel: str, user: str, thread_ts: str | None
) -> None:
    """Show something to one person only, in a channel or in a thread that has replies."""

    async def send(message: Message) -> None:
        await client.chat_postEphemeral(
            channel=channel,
            user=user,
            thread_ts=thread_ts,
            text=message.fallback,
            blocks=message.blocks or None,
        )

    await _send(send, message)


async def post_back(response_url: str, message: Message, *, in_place: bool = False) -> bool:
    """Answer a command or a click; `in_place` puts the answer where the button was. Whether it was
    taken as it is, and not only plainer."""
    webhook = AsyncWebhookClient(response_url, timeout=TIMEOUT, retry_handlers=retry_handlers())

    async def send(message: Message) -> None:
        for attempt in range(RETRIES + 1):
            response = await webhook.send(
                text=message.fallback,
                blocks=message.blocks or None,
                response_type=None if in_place else "ephemeral",
                replace_original=in_place,
                unfurl_links=False,
                unfurl_media=False,
            )
            if response.status_code == 200:
                return
            if response.status_code < 500 or attempt == RETRIES:
                refusal = {"error": response.body}
                raise SlackApiError("response_url", refusal)  # type: ignore[no-untyped-call]
            # Slack's client of response URLs waits out rate limits, but no server errors.
            await asyncio.sleep(_PATIENCE.calculate_sleep_duration(attempt))

    return await _send(send, message)


async def _send(send: Callable[[Message], Awaitable[None]], message: Message) -> bool:
    """Whether it was taken as it is, and not only plainer."""
    try:
        await send(message)
    except SlackApiError as refusal:
        if not message.blocks or not refuses_blocks(refusal):
            raise
        log.warning("Slack refused the blocks, sending plainer ones: %s", refusal.response)
        await _send(send, replace(message, blocks=message.plainer, plainer=()))
        return False
    return True
