"""Payloads of what people do: commands, clicks, forms, shortcuts."""

from dataclasses import dataclass

from bot.workspace.core import Core
from bot.workspace.forms import KEPT_AS, entered, initial_values
from bot.workspace.model.channels import Channel
from bot.workspace.model.messages import Message
from bot.workspace.model.people import User
from bot.workspace.model.views import View
from bot.workspace.types import JSON


@dataclass(frozen=True)
class Use:
    """An element of a block, and what somebody did with it (a value, a choice, typed words)."""

    block: JSON
    element: JSON
    value: object

    @property
    def kept(self) -> bool:
        """Whether the element keeps a value, as menus and inputs do and buttons do not."""
        return self.element["type"] in KEPT_AS


def command(core: Core, user: User, channel: Channel, name: str, text: str) -> JSON:
    """A slash command, flat as Slack sends it in a form."""
    path = core.response_urls.issue("commands", user.id, channel.id, None)
    return {
        "token": core.secrets.verification,
        "team_id": core.team_id,
        "team_domain": core.domain,
        "channel_id": channel.id,
        "channel_name": "directmessage" if channel.kind == "im" else channel.name,
        "user_id": user.id,
        "user_name": user.name,
        "command": name,
        "text": text,
        "api_app_id": core.app_id,
        "is_enterprise_install": "false",
        "response_url": core.url + path,
        "trigger_id": core.triggers.issue(user.id),
    }


def in_message(core: Core, user: User, message: Message, use: Use) -> JSON:
    """Somebody used an element of a message."""
    channel = core.channels[message.channel]
    path = core.response_urls.issue("actions", user.id, channel.id, message)
    state = initial_values(message.blocks)
    if use.kept:
        state[use.block["block_id"]][use.element["action_id"]] = entered(use.element, use.value)
    container: JSON = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": message.ephemeral_to is not None,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    payload = _by(core, user, "block_actions") | {
        "container": container,
        "channel": _place(channel),
        "state": {"values": state},
        "response_url": core.url + path,
        "actions": [_action(core, use)],
    }
    # Slack keeps no ephemeral message, so it cannot show it to the app again.
    return payload if message.ephemeral_to else payload | {"message": channel.shown(message)}


def in_view(core: Core, user: User, view: View, use: Use) -> JSON:
    """Somebody used an element of a modal or of the Home tab."""
    if use.kept:
        kept = entered(use.element, use.value)
        view.values[use.block["block_id"]][use.element["action_id"]] = kept
    return _by(core, user, "block_actions") | {
        "container": {"type": "view", "view_id": view.id},
        "view": view.to_json(core.identity),
        "actions": [_action(core, use)],
    }


def form(core: Core, user: User, view: View, *, submitted: bool) -> JSON:
    """A modal was submitted, or closed."""
    payload = _by(core, user, "view_submission" if submitted else "view_closed")
    payload["view"] = view.to_json(core.identity)
    extra: JSON = {"response_urls": []} if submitted else {"is_cleared": False}
    return payload | extra


def suggestion(core: Core, user: User, where: JSON, use: Use) -> JSON:
    """Somebody types into a menu whose options the app gives."""
    return _by(core, user, "block_suggestion") | {
        "action_id": use.element["action_id"],
        "block_id": use.block["block_id"],
        "value": use.value,
        **where,
    }


def shortcut(core: Core, user: User, callback_id: str, message: Message | None) -> JSON:
    """A shortcut from the menu, or from the menu of a message."""
    if message is None:
        return _by(core, user, "shortcut") | {
            "callback_id": callback_id,
            "action_ts": core.clock.stamp(),
        }
    channel = core.channels[message.channel]
    path = core.response_urls.issue("actions", user.id, channel.id, message)
    return _by(core, user, "message_action") | {
        "callback_id": callback_id,
        "action_ts": core.clock.stamp(),
        "channel": _place(channel),
        "message_ts": message.ts,
        "message": channel.shown(message),
        "response_url": core.url + path,
    }


def _by(core: Core, user: User, kind: str) -> JSON:
    return {
        "type": kind,
        "user": {
            "id": user.id,
            "username": user.name,
            "name": user.name,
            "team_id": user.team_id,
        },
        "api_app_id": core.app_id,
        "token": core.secrets.verification,
        "trigger_id": core.triggers.issue(user.id),
        "team": {"id": core.team_id, "domain": core.domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _place(channel: Channel) -> JSON:
    return {"id": channel.id, "name": "directmessage" if channel.kind == "im" else channel.name}


def _action(core: Core, use: Use) -> JSON:
    element, kind = use.element, use.element["type"]
    action: JSON = {
        "type": kind,
        "action_id": element["action_id"],
        "block_id": use.block["block_id"],
        "action_ts": core.clock.stamp(),
    }
    if use.kept:
        return action | entered(element, use.value)
    if kind == "overflow":
        chosen = entered({**element, "type": "static_select"}, use.value)
        return action | {"selected_option": chosen["selected_option"]}
    source = element[f"{use.value}_button"] if kind == "feedback_buttons" else element
    return action | {name: source[name] for name in ("text", "value", "style") if name in source}
