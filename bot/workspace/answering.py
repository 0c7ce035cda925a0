"""What an app answers to a command or action: in its acknowledgement, or by response URL."""

from bot.workspace.content import read_content
from bot.workspace.core import Core
from bot.workspace.errors import SlackError, invalid_arguments
from bot.workspace.model.messages import Message
from bot.workspace.posting import changed, from_app, put, removed
from bot.workspace.response_urls import ResponseUrl
from bot.workspace.types import JSON

_KNOWN = frozenset(
    {
        "text",
        "blocks",
        "attachments",
        "metadata",
        "thread_ts",
        "response_type",
        "replace_original",
        "delete_original",
        "mrkdwn",
        "unfurl_links",
        "unfurl_media",
    }
)


def take_answer(core: Core, where: ResponseUrl, body: JSON) -> Message | None:
    """Post, replace or delete, as the body says; None after a deletion."""
    unknown = sorted(body.keys() - _KNOWN)
    if unknown:
        raise invalid_arguments(*(f"unknown argument: {name}" for name in unknown))
    if body.get("delete_original"):
        _delete(core, where)
        return None
    content = read_content(body, core.refused_blocks)
    if body.get("replace_original"):
        original = _original(where)
        before = original.to_json()
        original.text, original.blocks = content.text, content.blocks
        original.attachments = content.attachments
        original.edited = {"user": core.bot.id, "ts": core.clock.stamp()}
        changed(core, core.channels[where.channel], original, before)
        return original
    channel = core.channels[where.channel]
    message = from_app(core, channel, content.text, body.get("thread_ts"))
    message.blocks, message.attachments = content.blocks, content.attachments
    message.metadata = content.metadata
    if _is_private(body):
        message.ephemeral_to = where.user
    put(core, channel, message)
    return message


def _is_private(body: JSON) -> bool:
    kind = body.get("response_type", "ephemeral")
    if kind not in ("ephemeral", "in_channel"):
        raise invalid_arguments("must be a valid enum value [json-pointer:/response_type]")
    return bool(kind == "ephemeral")


def _original(where: ResponseUrl) -> Message:
    if where.message is None:
        raise SlackError("message_not_found")
    return where.message


def _delete(core: Core, where: ResponseUrl) -> None:
    removed(core, core.channels[where.channel], _original(where))
