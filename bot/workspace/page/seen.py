"""What one person sees, in small named parts: only those that changed go to the page."""

from bot.workspace.driver.watching import STATUS_SECONDS
from bot.workspace.model.channels import Channel
from bot.workspace.model.messages import Message
from bot.workspace.model.people import User
from bot.workspace.model.views import View
from bot.workspace.page.about import About
from bot.workspace.page.trouble import trouble
from bot.workspace.types import JSON
from bot.workspace.workspace import Workspace

MOST_MESSAGES = 400  # of one channel; older ones are not shown


def parts(workspace: Workspace, user: User, about: About) -> dict[str, JSON]:
    """Everything this person sees, by the name of the part."""
    shown = {"me": {"id": user.id}, "team": _team(workspace, about)}
    shown |= {f"user:{one.id}": _user(one) for one in workspace.core.users.values()}
    workspace.core.im(user)  # the app's own conversation is there before anything was said
    for channel in workspace.core.channels.values():
        joined = user.id in channel.members
        if joined or channel.kind == "channel":
            shown[f"channel:{channel.id}"] = _channel(channel, user, joined=joined)
        if joined:
            shown |= _inside(workspace, user, channel)
    home = workspace.home_of(user)
    if home is not None:
        shown["home"] = _view(home)
    for depth, view in enumerate(workspace.core.modals.get(user.id, ())):
        shown[f"modal:{depth}"] = _view(view)
    shown["trouble"] = trouble(workspace)
    return shown


def _team(workspace: Workspace, about: About) -> JSON:
    core = workspace.core
    return {
        "name": core.name,
        "app": core.app.name,
        "bot": core.bot.id,
        "home_tab": core.app.home_tab,
        "messages_tab": core.app.messages_tab,
        "commands": list(about.commands),
        "shortcuts": list(about.shortcuts),
        "description": about.description,
    }


def _user(user: User) -> JSON:
    return {
        "id": user.id,
        "name": user.real_name,
        "title": user.title,
        "email": user.email,
        "bot": user.is_bot,
        "gone": user.deleted,
        "tz": user.tz,
        "locale": user.locale,
    }


def _channel(channel: Channel, user: User, *, joined: bool) -> JSON:
    others = [one for one in channel.members if one != user.id]
    return {
        "id": channel.id,
        "name": channel.name,
        "kind": channel.kind,
        "topic": channel.topic,
        "with": others[0] if channel.kind == "im" and others else None,
        "members": len(channel.members),
        "joined": joined,
        "prompts": channel.prompts,
        "prompts_title": channel.prompts_title,
    }


def _inside(workspace: Workspace, user: User, channel: Channel) -> dict[str, JSON]:
    shown = {
        f"message:{channel.id}:{one.ts}": _message(one)
        for one in workspace.seen_by(user, channel)[-MOST_MESSAGES:]
    }
    for root, status in channel.statuses.items():
        shown[f"status:{channel.id}:{root}"] = {
            "text": status.text,
            "loading": status.loading_messages,
            "until": status.set_at + STATUS_SECONDS,
        }
    return shown


def _message(message: Message) -> JSON:
    return {
        **message.to_json(),
        "channel": message.channel,
        "ephemeral": message.ephemeral_to is not None,
        "streaming": message.stream is not None,
        "markdown": message.is_markdown,
        "tasks": list(message.tasks.values()),
        "plan_title": message.plan_title,
    }


def _view(view: View) -> JSON:
    return {
        **view.given,
        "id": view.id,
        "hash": view.hash,
        "values": view.values,
        "errors": view.errors,
    }
