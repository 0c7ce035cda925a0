"""Finding channels, messages and people for the app, as far as it may see them."""

from typing import Literal

from bot.workspace.core import Core
from bot.workspace.errors import SlackError
from bot.workspace.model.channels import SCOPE_WORD, Channel
from bot.workspace.model.messages import Message
from bot.workspace.model.people import User


def visible_channel(core: Core, name: str) -> Channel:
    """A channel the app can see: any public one, else only where it is a member."""
    channel = core.channels.get(name)
    if channel is None or (channel.kind != "channel" and core.bot.id not in channel.members):
        raise SlackError("channel_not_found")
    return channel


def channel_to_read(core: Core, name: str, what: Literal["read", "history"]) -> Channel:
    """A visible channel, for which the app also has the scope of its kind."""
    channel = visible_channel(core, name)
    needed = f"{SCOPE_WORD[channel.kind]}:{what}"
    if needed not in core.app.scopes:
        raise missing_scope(core, needed)
    if what == "history" and core.bot.id not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def channel_to_write(core: Core, name: str) -> Channel:
    """Where the app may post: by id, by `#name`, or to a person's direct message."""
    if name in core.users:
        return core.im(usable_user(core, name))
    named = [one.id for one in core.channels.values() if one.name and f"#{one.name}" == name]
    channel = visible_channel(core, named[0] if named else name)
    if channel.is_archived:
        raise SlackError("is_archived")
    if core.bot.id not in channel.members and "chat:write.public" not in core.app.scopes:
        raise SlackError("not_in_channel")
    return channel


def usable_user(core: Core, user_id: str) -> User:
    """A person the app can write to."""
    user = core.users.get(user_id)
    if user is None or user.is_bot:
        raise SlackError("user_not_found")
    if user.deleted:
        raise SlackError("user_disabled")
    return user


def own_message(core: Core, channel: Channel, ts: str, otherwise: str) -> Message:
    """A message of the app's own; `otherwise` is the error when somebody else wrote it."""
    message = channel.find(ts)
    if message is None:
        raise SlackError("message_not_found")
    if message.bot_id != core.bot.bot_id:
        raise SlackError(otherwise)
    return message


def thread_root(channel: Channel, ts: str) -> Message:
    """The message that a reply answers; replies themselves cannot be replied to."""
    message = channel.find(ts)
    if message is None:
        raise SlackError("thread_not_found")
    if message.thread_ts not in (None, message.ts):
        raise SlackError("cannot_reply_to_message")
    return message


def missing_scope(core: Core, needed: str) -> SlackError:
    """The refusal of a call for which the app was never granted a scope."""
    return SlackError("missing_scope", needed=needed, provided=",".join(sorted(core.app.scopes)))
