"""Messages coming, changing and going: kept in the channel and told to the app."""

from bot.workspace.core import Core
from bot.workspace.events import MESSAGE_EVENTS, publish
from bot.workspace.model.channels import Channel
from bot.workspace.model.messages import Message
from bot.workspace.types import JSON


def put(core: Core, channel: Channel, message: Message) -> None:
    """Add a message to its channel, or, if it is for one person only, beside it."""
    shelf = channel.ephemerals if message.ephemeral_to else channel.messages
    shelf[message.ts] = message
    if message.bot_id == core.bot.bot_id:
        channel.statuses.pop(message.root, None)
    if not message.ephemeral_to:
        _tell(core, channel, message)
    core.signal.changed()


def _tell(core: Core, channel: Channel, message: Message) -> None:
    event = {
        **message.to_json(),
        "channel": channel.id,
        "event_ts": message.ts,
        "channel_type": channel.kind,
    }
    if message.team != core.team_id:
        event |= {"user_team": message.team, "source_team": message.team}
    message.deliveries += publish(core, MESSAGE_EVENTS[channel.kind], event, channel)


def changed(core: Core, channel: Channel, message: Message, before: JSON) -> None:
    """Tell the app that a message is different now."""
    core.signal.changed()
    if message.ephemeral_to:
        return
    event = {"message": message.to_json(), "previous_message": before}
    _tell_change(core, channel, message, "message_changed", event)


def removed(core: Core, channel: Channel, message: Message) -> None:
    """Take a message away and tell the app."""
    shelf = channel.ephemerals if message.ephemeral_to else channel.messages
    shelf.pop(message.ts, None)
    core.signal.changed()
    if message.ephemeral_to:
        return
    event = {"deleted_ts": message.ts, "previous_message": message.to_json()}
    _tell_change(core, channel, message, "message_deleted", event)


def _tell_change(core: Core, channel: Channel, message: Message, subtype: str, event: JSON) -> None:
    stamp = core.clock.stamp()
    whole = {
        "type": "message",
        "subtype": subtype,
        "hidden": True,
        "channel": channel.id,
        "ts": stamp,
        "event_ts": stamp,
        "channel_type": channel.kind,
        **event,
    }
    message.deliveries += publish(core, MESSAGE_EVENTS[channel.kind], whole, channel)


def from_app(core: Core, channel: Channel, text: str, thread_ts: str | None = None) -> Message:
    """A message that the app writes; not yet in the channel."""
    parent = channel.find(thread_ts) if thread_ts else None
    return Message(
        ts=core.clock.stamp(),
        channel=channel.id,
        user=core.bot.id,
        team=core.team_id,
        text=text,
        thread_ts=thread_ts,
        parent_user_id=parent.user if parent else None,
        bot_id=core.bot.bot_id,
        app_id=core.app_id,
    )
