"""Channels and direct messages: opening, looking at, listing, joining."""

from bot.workspace.core import Core
from bot.workspace.errors import SlackError
from bot.workspace.methods.arguments import Arguments
from bot.workspace.methods.finding import (
    channel_to_read,
    missing_scope,
    usable_user,
    visible_channel,
)
from bot.workspace.methods.paging import next_page, page
from bot.workspace.methods.registry import answers
from bot.workspace.model.channels import SCOPE_WORD, Kind
from bot.workspace.types import JSON

_TYPES: dict[str, Kind] = {
    "public_channel": "channel",
    "private_channel": "group",
    "im": "im",
    "mpim": "mpim",
}


@answers("conversations.open")
def open_im(core: Core, arguments: Arguments) -> JSON:
    """Open the direct message with one person, or come back to one by its id."""
    if "im:write" not in core.app.scopes:
        raise missing_scope(core, "im:write")
    if arguments.text("channel"):
        channel = visible_channel(core, arguments.text("channel"))
        if channel.kind != "im":
            raise SlackError("method_not_supported_for_channel_type")
    else:
        users = [name.strip() for name in arguments.text("users").split(",") if name.strip()]
        if not users:
            raise SlackError("users_list_not_supplied")
        if len(users) > 1:
            # Group messages with the app are not modelled; the app has no use for them.
            raise SlackError("method_not_supported_for_channel_type")
        channel = core.im(usable_user(core, users[0]))
    full = arguments.flag("return_im")
    return {"channel": channel.to_json(core.bot.id) if full else {"id": channel.id}}


@answers("conversations.info")
def info(core: Core, arguments: Arguments) -> JSON:
    """One conversation."""
    channel = channel_to_read(core, arguments.text("channel"), "read")
    shown = channel.to_json(core.bot.id)
    if arguments.flag("include_num_members"):
        shown["num_members"] = len(channel.members)
    return {"channel": shown}


@answers("conversations.members")
def members(core: Core, arguments: Arguments) -> JSON:
    """Who is in a conversation."""
    channel = channel_to_read(core, arguments.text("channel"), "read")
    found, cursor = page(channel.members, arguments)
    return {"members": found, **next_page(cursor)}


@answers("conversations.list")
def listed(core: Core, arguments: Arguments) -> JSON:
    """The conversations of the kinds asked for that the app can see."""
    wanted = arguments.text("types", "public_channel").split(",")
    if any(name not in _TYPES for name in wanted):
        raise SlackError("invalid_types")
    kinds = {_TYPES[name] for name in wanted}
    for kind in sorted(kinds):
        if (needed := f"{SCOPE_WORD[kind]}:read") not in core.app.scopes:
            raise missing_scope(core, needed)
    seen = [
        channel
        for channel in core.channels.values()
        if channel.kind in kinds
        and (channel.kind == "channel" or core.bot.id in channel.members)
        and not (channel.is_archived and arguments.flag("exclude_archived"))
    ]
    found, cursor = page(seen, arguments)
    return {"channels": [one.to_json(core.bot.id) for one in found], **next_page(cursor)}


@answers("conversations.join")
def join(core: Core, arguments: Arguments) -> JSON:
    """Enter a public channel."""
    channel = visible_channel(core, arguments.text("channel"))
    if channel.kind != "channel":
        raise SlackError("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise SlackError("is_archived")
    if core.bot.id not in channel.members:
        channel.members.append(core.bot.id)
        core.signal.changed()
    return {"channel": channel.to_json(core.bot.id)}
