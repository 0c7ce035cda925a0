"""Messages that are written while one looks on: started, appended to, stopped."""

from bot.workspace.content import checked_blocks, checked_markdown, read_metadata
from bot.workspace.core import Core
from bot.workspace.errors import SlackError
from bot.workspace.methods.arguments import Arguments
from bot.workspace.methods.finding import (
    channel_to_write,
    own_message,
    thread_root,
    usable_user,
    visible_channel,
)
from bot.workspace.methods.registry import answers
from bot.workspace.model.channels import Channel
from bot.workspace.model.messages import Message, Stream
from bot.workspace.posting import changed, from_app, put
from bot.workspace.types import JSON

# Observed, not documented: a stream that is older than this takes nothing more.
LIFETIME_SECONDS = 5 * 60
_MODES = ("", "timeline", "plan")
_TASK_STATES = ("pending", "in_progress", "complete", "error")
_NEEDS = {
    "markdown_text": ("text",),
    "task_update": ("id", "title", "status"),
    "plan_update": ("title",),
    "blocks": ("blocks",),
}


@answers("chat.startStream")
def start(core: Core, arguments: Arguments) -> JSON:
    """Begin a message in a thread; in a channel Slack wants to know for whom."""
    channel = channel_to_write(core, arguments.text("channel"))
    recipient = arguments.text("recipient_user_id") or None
    if channel.kind != "im":
        if recipient is None:
            raise SlackError("missing_recipient_user_id")
        if not arguments.text("recipient_team_id"):
            raise SlackError("missing_recipient_team_id")
    if recipient is not None:
        usable_user(core, recipient)
    if arguments.text("task_display_mode") not in _MODES:
        raise SlackError("invalid_arguments")
    thread_ts = arguments.text("thread_ts") or None
    if thread_ts:
        thread_root(channel, thread_ts)
    message = from_app(core, channel, "", thread_ts)
    message.stream = Stream(core.clock.now(), recipient)
    message.is_markdown = True
    _append(core, arguments, message)
    put(core, channel, message)
    return {"channel": channel.id, "ts": message.ts}


@answers("chat.appendStream")
def append(core: Core, arguments: Arguments) -> JSON:
    """Write on."""
    channel, message = _streaming(core, arguments)
    if not (arguments.text("markdown_text") or arguments.value("chunks")):
        raise SlackError("no_text")
    _append(core, arguments, message)
    core.signal.changed()
    return {"channel": channel.id, "ts": message.ts}


@answers("chat.stopStream")
def stop(core: Core, arguments: Arguments) -> JSON:
    """End the message, with blocks under it if there are any."""
    channel, message = _streaming(core, arguments)
    blocks = checked_blocks(arguments.value("blocks"), core.refused_blocks)
    metadata = read_metadata(arguments.value("metadata"))
    before = message.to_json()
    _append(core, arguments, message)
    message.blocks += blocks
    message.metadata = metadata
    message.stream = None
    changed(core, channel, message, before)
    return {"channel": channel.id, "ts": message.ts, "message": message.to_json()}


def _streaming(core: Core, arguments: Arguments) -> tuple[Channel, Message]:
    channel = visible_channel(core, arguments.text("channel"))
    message = own_message(core, channel, arguments.text("ts"), "message_not_owned_by_app")
    if message.stream is not None and core.clock.now() - message.stream.started > LIFETIME_SECONDS:
        message.stream = None
    if message.stream is None:
        raise SlackError("message_not_in_streaming_state")
    if message.stream.stopped_by_user:
        message.stream = None
        raise SlackError("stopped_by_user")
    return channel, message


def _append(core: Core, arguments: Arguments, message: Message) -> None:
    """Take text and chunks; everything is checked before anything is added."""
    text = checked_markdown(arguments.text("markdown_text"))
    blocks: list[JSON] = []
    tasks: dict[str, JSON] = {}
    plan_title = message.plan_title
    for chunk in _chunks(arguments.value("chunks")):
        match chunk["type"]:
            case "markdown_text":
                text += checked_markdown(chunk["text"])
            case "blocks":
                blocks += checked_blocks(chunk["blocks"], core.refused_blocks)
            case "task_update":
                tasks[chunk["id"]] = {**message.tasks.get(chunk["id"], {}), **chunk}
            case "plan_update":
                plan_title = chunk["title"]
    message.text += text
    message.tasks |= tasks
    message.plan_title = plan_title
    message.blocks += blocks


def _chunks(chunks: object) -> list[JSON]:
    if chunks is None:
        return []
    if not isinstance(chunks, list):
        raise SlackError("invalid_chunks")
    for chunk in chunks:
        needed = _NEEDS.get(str(chunk.get("type"))) if isinstance(chunk, dict) else None
        if needed is None or any(not chunk.get(name) for name in needed):
            raise SlackError("invalid_chunks")
        if chunk["type"] == "task_update" and chunk["status"] not in _TASK_STATES:
            raise SlackError("invalid_chunks")
    return chunks
