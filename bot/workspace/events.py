"""The Events API: which events the app gets, and how they are wrapped."""

from bot.workspace.core import Core
from bot.workspace.delivery import Delivery
from bot.workspace.model.channels import Channel, Kind
from bot.workspace.types import JSON

MESSAGE_EVENTS: dict[Kind, str] = {
    "channel": "message.channels",
    "group": "message.groups",
    "im": "message.im",
    "mpim": "message.mpim",
}


def publish(core: Core, name: str, event: JSON, channel: Channel | None = None) -> list[Delivery]:
    """Send an event, if the app subscribed, has a scope for it and is where it happened.

    `name` is what one subscribes to (`message.channels`). Empty when the app does not get it.
    """
    here = channel is None or core.bot.id in channel.members
    if not here or not core.app.hears(name):
        return []
    external = channel is not None and channel.is_ext_shared
    return [core.courier.send("events_api", wrapped(core, event, external=external))]


def wrapped(core: Core, event: JSON, *, external: bool = False) -> JSON:
    """The envelope around an event, with an id of its own."""
    return {
        "token": core.secrets.verification,
        "team_id": core.team_id,
        "context_team_id": core.team_id,
        "context_enterprise_id": None,
        "api_app_id": core.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": core.event_ids.new("Ev"),
        "event_time": int(core.clock.now()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": core.team_id,
                "user_id": core.bot.id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": external,
        "event_context": f"4-{core.ids.new('')}",
    }
