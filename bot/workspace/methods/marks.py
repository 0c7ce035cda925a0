"""What is put on messages: reactions and previews of links."""

import re

from bot.workspace.blocks.check import problems
from bot.workspace.blocks.surfaces import UNFURL
from bot.workspace.core import Core
from bot.workspace.errors import SlackError
from bot.workspace.events import publish
from bot.workspace.methods.arguments import Arguments
from bot.workspace.methods.finding import visible_channel
from bot.workspace.methods.registry import answers
from bot.workspace.model.channels import Channel
from bot.workspace.model.messages import Message
from bot.workspace.types import JSON

_EMOJI = re.compile(r"[\w+'-]+(::skin-tone-[2-6])?")


def react(core: Core, channel: Channel, message: Message, user: str, name: str) -> None:
    """Add one person's reaction and tell the app."""
    message.reactions.setdefault(name, []).append(user)
    _tell(core, channel, message, "reaction_added", user, name)


def unreact(core: Core, channel: Channel, message: Message, user: str, name: str) -> None:
    """Take one person's reaction back and tell the app; it must be there."""
    users = message.reactions[name]
    users.remove(user)
    if not users:
        del message.reactions[name]
    _tell(core, channel, message, "reaction_removed", user, name)


def _tell(core: Core, channel: Channel, message: Message, kind: str, user: str, name: str) -> None:
    core.signal.changed()
    event = {
        "type": kind,
        "user": user,
        "reaction": name,
        "item": {"type": "message", "channel": channel.id, "ts": message.ts},
        "item_user": message.user,
        "event_ts": core.clock.stamp(),
    }
    publish(core, kind, event, channel)


def _item(core: Core, arguments: Arguments) -> tuple[Channel, Message]:
    channel = visible_channel(core, arguments.text("channel"))
    message = channel.find(arguments.text("timestamp"))
    if message is None:
        raise SlackError("message_not_found")
    if not _EMOJI.fullmatch(arguments.text("name")):
        raise SlackError("invalid_name")
    return channel, message


@answers("reactions.add")
def add(core: Core, arguments: Arguments) -> JSON:
    """React to a message."""
    channel, message = _item(core, arguments)
    name = arguments.text("name")
    if core.bot.id in message.reactions.get(name, []):
        raise SlackError("already_reacted")
    react(core, channel, message, core.bot.id, name)
    return {}


@answers("reactions.remove")
def remove(core: Core, arguments: Arguments) -> JSON:
    """Take a reaction back."""
    channel, message = _item(core, arguments)
    if core.bot.id not in message.reactions.get(arguments.text("name"), []):
        raise SlackError("no_reaction")
    unreact(core, channel, message, core.bot.id, arguments.text("name"))
    return {}


@answers("chat.unfurl")
def unfurl(core: Core, arguments: Arguments) -> JSON:
    """Show what is behind links of a message."""
    unfurls = arguments.value("unfurls")
    if unfurls is None:
        raise SlackError("missing_unfurls")
    if not isinstance(unfurls, dict) or not all(isinstance(one, dict) for one in unfurls.values()):
        raise SlackError("invalid_unfurls_format")
    message = _linked_message(core, arguments)
    for url, shown in unfurls.items():
        if url.replace("&", "&amp;") not in message.text:
            raise SlackError("cannot_unfurl_url")
        if "blocks" in shown and problems(shown["blocks"], UNFURL, core.refused_blocks):
            raise SlackError("cannot_parse_attachment")
    message.unfurls |= unfurls
    core.signal.changed()
    return {}


def _linked_message(core: Core, arguments: Arguments) -> Message:
    """The message, named by channel and timestamp or by unfurl id and source."""
    if arguments.text("unfurl_id"):
        if not arguments.text("source"):
            raise SlackError("missing_source")
        channel_id, _, ts = arguments.text("unfurl_id").partition("-")
    elif not arguments.text("channel"):
        raise SlackError("missing_channel")
    elif not arguments.text("ts"):
        raise SlackError("missing_ts")
    else:
        channel_id, ts = arguments.text("channel"), arguments.text("ts")
    channel = core.channels.get(channel_id)
    if channel is None:
        raise SlackError("cannot_find_channel")
    message = channel.find(ts)
    if message is None:
        raise SlackError("cannot_find_message")
    return message
