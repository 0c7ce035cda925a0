"""Files in Slack: the bytes to the URL that Slack gives for them, then shared in one conversation.

A file cannot be shown to one person in a channel: private ones go to a direct message.
"""

import logging

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient

from bot.posting import is_no_method, refusal_of
from storage.errors import PiloteError

log = logging.getLogger(__name__)

# A workspace that installed the app before it asked for files:write, or that allows no such files.
_NOT_ALLOWED = {"missing_scope", "access_denied", "posting_to_channel_denied"} | {
    "file_uploads_disabled",
    "file_uploads_except_images_disabled",
    "file_type_not_allowed",
}


async def upload(
    client: AsyncWebClient,
    channel: str,
    thread: str | None,
    name: str,
    title: str,
    content: bytes,
    alt: str | None = None,
) -> None:
    """Shares a file called `name` in a conversation or in a thread of it (by its root's stamp);
    `alt` says what is on a picture to whoever does not see it.

    Raises PiloteError `files_not_allowed` where Slack lets the app upload nothing, and
    `not_uploaded` for any other failure.
    """
    try:
        await client.files_upload_v2(
            filename=name,
            content=content,
            title=title,
            alt_txt=alt,
            channel=channel,
            thread_ts=thread,
        )
    except SlackApiError as refusal:
        if refusal_of(refusal) in _NOT_ALLOWED or is_no_method(refusal):
            raise PiloteError("files_not_allowed") from refusal
        raise _failed(refusal_of(refusal) or "no answer") from refusal
    except (SlackRequestError, ClientError, TimeoutError) as error:
        raise _failed(type(error).__name__) from error


def _failed(reason: str) -> PiloteError:
    log.warning("a file was not uploaded: %s", reason)
    return PiloteError("not_uploaded")
