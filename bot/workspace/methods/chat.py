"""Posting, editing, deleting and linking to messages."""

from bot.workspace.content import MOST_EDITED_CHARACTERS, Content, read_content
from bot.workspace.core import Core
from bot.workspace.errors import SlackError
from bot.workspace.methods.arguments import Arguments
from bot.workspace.methods.finding import (
    channel_to_write,
    missing_scope,
    own_message,
    thread_root,
    usable_user,
    visible_channel,
)
from bot.workspace.methods.registry import answers
from bot.workspace.model.messages import Message
from bot.workspace.posting import changed, from_app, put, removed
from bot.workspace.types import JSON

_FACE = ("username", "icon_emoji", "icon_url")


def _dressed(core: Core, arguments: Arguments, message: Message, content: Content) -> Message:
    if any(arguments.text(name) for name in _FACE):
        if "chat:write.customize" not in core.app.scopes:
            raise missing_scope(core, "chat:write.customize")
        message.username = arguments.text("username") or None
    message.blocks = content.blocks
    message.attachments = content.attachments
    message.metadata = content.metadata
    message.is_markdown = content.is_markdown
    return message


@answers("chat.postMessage")
def post_message(core: Core, arguments: Arguments) -> JSON:
    """Post in a channel, a thread or a direct message."""
    channel = channel_to_write(core, arguments.text("channel"))
    content = read_content(arguments.values, core.refused_blocks)
    thread_ts = arguments.text("thread_ts") or None
    if thread_ts:
        thread_root(channel, thread_ts)
    message = from_app(core, channel, content.text, thread_ts)
    message.reply_broadcast = arguments.flag("reply_broadcast")
    put(core, channel, _dressed(core, arguments, message, content))
    answer: JSON = {
        "channel": channel.id,
        "ts": message.ts,
        "message": message.to_json(all_metadata=True),
    }
    return answer | _warned(content)


@answers("chat.postEphemeral")
def post_ephemeral(core: Core, arguments: Arguments) -> JSON:
    """Show something to one person in a channel both are in."""
    channel = channel_to_write(core, arguments.text("channel"))
    if core.bot.id not in channel.members:
        raise SlackError("not_in_channel")
    user = usable_user(core, arguments.text("user"))
    if user.id not in channel.members:
        raise SlackError("user_not_in_channel")
    content = read_content(arguments.values, core.refused_blocks)
    if content.warnings:
        raise SlackError("msg_too_long")
    message = from_app(core, channel, content.text, arguments.text("thread_ts") or None)
    message.ephemeral_to = user.id
    put(core, channel, _dressed(core, arguments, message, content))
    return {"message_ts": message.ts}


@answers("chat.update")
def update(core: Core, arguments: Arguments) -> JSON:
    """Change a message of the app's own, in place."""
    channel = visible_channel(core, arguments.text("channel"))
    message = own_message(core, channel, arguments.text("ts"), "cant_update_message")
    if message.stream is not None:
        raise SlackError("streaming_state_conflict")
    if len(arguments.text("text")) > MOST_EDITED_CHARACTERS:
        raise SlackError("msg_too_long")
    before = message.to_json()
    _rewrite(core, arguments, message)
    message.edited = {"user": core.bot.id, "ts": core.clock.stamp()}
    changed(core, channel, message, before)
    return {
        "channel": channel.id,
        "ts": message.ts,
        "text": message.text,
        "message": message.to_json(all_metadata=True),
    }


def _rewrite(core: Core, arguments: Arguments, message: Message) -> None:
    """New text alone takes the old blocks away; metadata stays unless it is given."""
    content = read_content(arguments.values, core.refused_blocks)
    message.text = content.text
    message.is_markdown = content.is_markdown
    message.blocks = content.blocks
    if "attachments" in arguments.values:
        message.attachments = content.attachments
    if "metadata" in arguments.values:
        message.metadata = content.metadata


@answers("chat.delete")
def delete(core: Core, arguments: Arguments) -> JSON:
    """Take a message of the app's own away."""
    channel = visible_channel(core, arguments.text("channel"))
    message = own_message(core, channel, arguments.text("ts"), "cant_delete_message")
    removed(core, channel, message)
    return {"channel": channel.id, "ts": message.ts}


@answers("chat.getPermalink")
def permalink(core: Core, arguments: Arguments) -> JSON:
    """A link to a message."""
    channel = visible_channel(core, arguments.text("channel"))
    message = channel.find(arguments.text("message_ts"))
    if message is None:
        raise SlackError("message_not_found")
    place = f"archives/{channel.id}/p{message.ts.replace('.', '')}"
    return {"channel": channel.id, "permalink": f"https://{core.domain}.slack.com/{place}"}


def _warned(content: Content) -> JSON:
    if not content.warnings:
        return {}
    return {
        "warning": ",".join(content.warnings),
        "response_metadata": {"warnings": content.warnings},
    }
